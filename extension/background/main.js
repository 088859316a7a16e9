/**
 * Where Thunderbird begins. The background page may be stopped at any time and started again by
 * an event, so every listener must be registered before this script's first turn of the event
 * loop ends; `start` does so, and whatever takes time happens afterwards.
 */
import { start } from "./start.js";

start();
