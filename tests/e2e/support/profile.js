import fs from "node:fs";
import path from "node:path";

/**
 * What a test's Thunderbird is like.
 * @typedef {object} ProfileOptions
 * @property {string} folder of the profile
 * @property {{port: number, user: string}} imap
 * @property {{port: number}} smtp
 * @property {string} [xpi] the add-on; without it none is installed
 * @property {boolean} [dark]
 * @property {boolean} [html] whether the identity composes in HTML
 */

export const OWN_ADDRESS = "me@example.org";
const ADD_ON = "rounds@letter-rounds";

/**
 * Makes a profile with one IMAP account, in which nothing asks, nothing updates and nothing is
 * fetched from anywhere but loopback.
 * @param {ProfileOptions} options
 */
export function makeProfile({ folder, imap, smtp, xpi, dark = false, html = true }) {
  fs.mkdirSync(path.join(folder, "extensions"), { recursive: true });
  if (xpi) {
    fs.copyFileSync(xpi, path.join(folder, "extensions", `${ADD_ON}.xpi`));
  }
  const root = `imap://${imap.user}@127.0.0.1`;
  /** @type {Record<string, string | number | boolean>} */
  const preferences = {
    // Unsigned add-ons, loaded without a question.
    "extensions.autoDisableScopes": 0,
    "extensions.startupScanScopes": 15,
    "xpinstall.signatures.required": false,
    // No network but the account's.
    "app.update.enabled": false,
    "app.update.auto": false,
    "app.donation.eoy.version": 9999,
    "app.normandy.enabled": false,
    "browser.safebrowsing.malware.enabled": false,
    "browser.safebrowsing.phishing.enabled": false,
    "datareporting.healthreport.uploadEnabled": false,
    "datareporting.policy.dataSubmissionEnabled": false,
    "datareporting.policy.bypassNotification": true,
    "extensions.blocklist.enabled": false,
    "extensions.getAddons.cache.enabled": false,
    "extensions.update.enabled": false,
    "extensions.systemAddon.update.enabled": false,
    "mail.chat.enabled": false,
    "mail.inappnotifications.enabled": false,
    "mail.instrumentation.postUrl": "",
    "mail.rights.version": 1,
    "mail.cloud_files.enabled": false,
    "mail.collect_email_address_outgoing": false,
    "mailnews.start_page.enabled": false,
    "mailnews.start_page_override.mstone": "ignore",
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
    "network.dns.disablePrefetch": true,
    "network.proxy.type": 1,
    "network.proxy.socks": "127.0.0.1",
    "network.proxy.socks_port": 1, // whatever would leave the machine fails at once
    "network.proxy.no_proxies_on": "127.0.0.1, localhost",
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": false,
    "toolkit.telemetry.server": "data:,",
    "calendar.timezone.useSystemTimezone": true,
    // Nothing that asks.
    "extensions.webextOptionalPermissionPrompts": false, // what a click asks for is allowed
    "mail.provider.suppress_dialog_on_startup": true,
    "mail.shell.checkDefaultClient": false,
    "mail.spotlight.firstRunDone": true,
    "mail.winsearch.firstRunDone": true,
    "mail.compose.big_attachments.notify": false,
    "mail.warn_on_send_accel_key": false,
    "mail.SpellCheckBeforeSend": false,
    "mailnews.sendformat.auto_downgrade": false,
    "browser.sessionstore.resume_from_crash": false,
    "toolkit.startup.max_resumed_crashes": -1,
    "datareporting.policy.firstRunURL": "",
    "browser.dom.window.dump.enabled": true,
    "devtools.console.stdout.chrome": true,
    "devtools.console.stdout.content": true, // what the add-on says
    "mail.biff.show_alert": false,
    "mail.biff.play_sound": false,
    "mail.imap.expunge_after_delete": true,
    // Without a window manager nobody keeps the focus, and a panel would close at once.
    "ui.popup.disable_autohide": true,
    "ui.systemUsesDarkTheme": dark ? 1 : 0,
    // The account.
    "mail.accountmanager.accounts": "account1,account2",
    "mail.accountmanager.defaultaccount": "account1",
    "mail.accountmanager.localfoldersserver": "server2",
    "mail.account.account1.identities": "id1",
    "mail.account.account1.server": "server1",
    "mail.account.account2.server": "server2",
    "mail.account.lastKey": 2,
    "mail.identity.id1.fullName": "Rosa Writer",
    "mail.identity.id1.useremail": OWN_ADDRESS,
    "mail.identity.id1.smtpServer": "smtp1",
    "mail.identity.id1.valid": true,
    "mail.identity.id1.compose_html": html,
    "mail.identity.id1.htmlSigText": "Rosa Writer, Example Street 1",
    "mail.identity.id1.fcc_folder": `${root}/Sent`,
    "mail.identity.id1.fcc_folder_picker_mode": "1",
    "mail.identity.id1.draft_folder": `${root}/Drafts`,
    "mail.identity.id1.drafts_folder_picker_mode": "1",
    "mail.server.server1.type": "imap",
    "mail.server.server1.name": OWN_ADDRESS,
    "mail.server.server1.hostname": "127.0.0.1",
    "mail.server.server1.port": imap.port,
    "mail.server.server1.userName": imap.user,
    "mail.server.server1.socketType": 0,
    "mail.server.server1.authMethod": 3,
    "mail.server.server1.login_at_startup": false, // until the password is known
    "mail.server.server1.check_new_mail": false,
    "mail.server.server1.delete_model": 2, // deleted at once
    "mail.server.server2.type": "none",
    "mail.server.server2.name": "Local Folders",
    "mail.server.server2.hostname": "Local Folders",
    "mail.server.server2.userName": "nobody",
    "mail.smtpservers": "smtp1",
    "mail.smtp.defaultserver": "smtp1",
    "mail.smtpserver.smtp1.hostname": "127.0.0.1",
    "mail.smtpserver.smtp1.port": smtp.port,
    "mail.smtpserver.smtp1.authMethod": 1,
    "mail.smtpserver.smtp1.try_ssl": 0,
  };
  if (dark) {
    preferences["extensions.activeThemeID"] = "thunderbird-compact-dark@mozilla.org";
  }
  fs.writeFileSync(
    path.join(folder, "user.js"),
    Object.entries(preferences)
      .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
      .join(""),
  );
}
