// What functions see that run inside Thunderbird: its own globals, and the helpers that
// thunderbird.js puts before them.
declare const WebExtensionPolicy: any;
declare const Services: any;
declare const Ci: any;
declare const Cc: any;
declare const ChromeUtils: any;
declare const ADD_ON: string;
declare function mainWindow(): any;
declare function composeWindows(): any[];
declare function allWindows(): any[];
declare function click(element: any): boolean;
declare function pageBrowser(place: string): any;
declare function waitFor(what: string, ask: () => any): Promise<any>;
// Inside a page of the add-on.
declare function clickAt(x: number, y: number): void;
