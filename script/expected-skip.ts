import { existsSync } from 'node:fs'

/** Skipped tests that CI accepts. */
export interface ExpectedSkip {
  /** The test files that it is about, or the folders with a slash at their end; none = a whole tier. */
  readonly places: readonly string[]
  /** Which of their tests, by title; else all. */
  readonly title?: RegExp
  readonly because: string
  readonly when?: boolean
}

const isRoot = process.geteuid?.() === 0

/** What these tests are about does not exist for that engine, version, user or machine. */
export const expectedSkips: readonly ExpectedSkip[] = [
  {
    places: [
      'test/engine/environment/environment.process.test.ts',
      'test/engine/files/files.process.test.ts',
      'test/engine/sqlite/sqlite.process.test.ts',
      'test/engine/git/git.process.test.ts',
      'test/engine/command/command.process.test.ts',
    ],
    title: /a wrong password is reported|a user with too few rights|leaves nothing on the source/,
    because: 'what is read on this machine has no password and no sessions, and a command keeps its own',
  },
  {
    places: ['test/engine/environment/environment.process.test.ts', 'test/engine/command/command.process.test.ts'],
    title: /a dump during writes restores/,
    because: 'the environment of a process does not change, and what a command reads is its own affair',
  },
  {
    places: ['test/engine/postgres/sandbox.container.test.ts'],
    because: 'one version is enough',
  },
  {
    places: [
      'test/engine/files/',
      'test/engine/sqlite/case.process.test.ts',
      'test/engine/sqlite/restore.process.test.ts',
    ],
    because: 'only root can make such files',
    when: !isRoot,
  },
  {
    places: ['test/fault/hanging-directory.process.test.ts'],
    because: 'bindfs is not everywhere',
    when: !existsSync('/usr/bin/bindfs'),
  },
  {
    places: ['test/command/init-terminal.process.test.ts'],
    because: 'script(1) of bsdutils makes the terminal',
    when: !existsSync('/usr/bin/script'),
  },
  {
    places: [
      'test/runtime/ssh.process.test.ts',
      'test/runtime/ssh-fault.process.test.ts',
      'test/runtime/tunnel.process.test.ts',
      'test/end-to-end/ssh.process.test.ts',
    ],
    because: 'sshd is not everywhere',
    when: !existsSync('/usr/sbin/sshd'),
  },
  {
    places: ['test/report/page.process.test.ts'],
    because: 'Chromium is not everywhere',
    when: !existsSync('/usr/bin/chromium'),
  },
  { places: [], title: /^container tier$/, because: 'only root can install and start Docker', when: !isRoot },
]

/** `place` is the test's file; empty for a tier. */
export function isExpected(place: string, title: string): boolean {
  return expectedSkips.some(
    ({ places, title: which, when = true }) =>
      when &&
      (places.length === 0
        ? place === ''
        : places.some((one) => (one.endsWith('/') ? place.startsWith(one) : place === one))) &&
      (which?.test(title) ?? true),
  )
}
