/** What Dovecot is told, in the language of its version: 2.4 (Debian 13) reads nothing that 2.3 wrote. */
import { execFileSync } from "node:child_process";
import os from "node:os";

/** nobody: Dovecot refuses to read mail as root. */
export const MAIL_USER = 65534;

const MAILBOXES = `
namespace inbox {
  inbox = yes
  separator = /
  mailbox Friends {
    auto = subscribe
  }
  mailbox Drafts {
    auto = subscribe
    special_use = \\Drafts
  }
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }
  mailbox Trash {
    auto = subscribe
    special_use = \\Trash
  }
}
`;

/**
 * The configuration of a server on loopback, with one mailbox in a folder of its own.
 *
 * @param {{folder: string, port: number, password: string}} server
 * @returns {string} the text of a dovecot.conf
 */
export function dovecotConfig({ folder, port, password }) {
  const me = os.userInfo();
  const isRoot = me.uid === 0;
  const internalUsers = isRoot
    ? ""
    : `
default_internal_user = ${me.username}
default_internal_group = ${me.gid}
default_login_user = ${me.username}`;
  const common = `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = ${folder}/dovecot-messages.log
listen = 127.0.0.1
ssl = no
first_valid_uid = 1
mail_uid = ${isRoot ? MAIL_USER : me.uid}
mail_gid = ${isRoot ? MAIL_USER : me.gid}
${internalUsers}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`;
  const own = isVersion23()
    ? `
protocols = imap
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = home=${folder}/mail
}
`
    : `
protocols {
  imap = yes
}
auth_allow_cleartext = yes
mail_driver = maildir
mail_path = ${folder}/mail
mail_home = ${folder}/mail
passdb static {
  password = ${password}
}
userdb static {
}
`;
  // 2.4 wants to know first which version its settings were written for.
  const version = isVersion23()
    ? ""
    : "dovecot_config_version = 2.4.0\ndovecot_storage_version = 2.4.0\n";
  return version + common + own + MAILBOXES;
}

/** "2.3.19.1 (9b53102964)", "2.4.1-4 (7d8c0e5759)" */
function isVersion23() {
  return execFileSync("/usr/sbin/dovecot", ["--version"], { encoding: "utf8" }).startsWith("2.3.");
}
