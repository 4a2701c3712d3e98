import { existsSync } from 'node:fs'

/** Tests that CI accepts as skipped: what they are about does not exist for that engine, version or user. */
export const expectedSkips: readonly { readonly test: RegExp; readonly because: string; readonly when?: boolean }[] = [
  { test: /a wrong password names the place/, because: 'SQLite and files have no password' },
  { test: /writers/, because: 'a test for engines that others write to at the same time' },
  { test: /postgres-sandbox\.container\.test\.ts/, because: 'one version is enough' },
  { test: /^container tier$/, because: 'only root can install and start Docker', when: process.geteuid?.() !== 0 },
  {
    test: /sqlite-restore\.test\.ts.*leaves the old database its log/,
    because: 'only root can make such files',
    when: process.geteuid?.() !== 0,
  },
  { test: /hanging-directory\.test\.ts/, because: 'bindfs is not everywhere', when: !existsSync('/usr/bin/bindfs') },
  {
    test: /init-terminal\.test\.ts/,
    because: 'script(1) of bsdutils makes the terminal',
    when: !existsSync('/usr/bin/script'),
  },
  { test: /engine\/files-/, because: 'only root can make such files', when: process.geteuid?.() !== 0 },
]
