import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cliPath } from './program.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backproof-terminal-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** The program on a terminal of its own, which script(1) makes. */
function startOnTerminal(): { child: ChildProcess; shown: () => string; ended: Promise<number | null> } {
  const { PATH = '' } = process.env
  const child = spawn('script', ['-qec', `'${process.execPath}' '${cliPath}' init --timezone UTC`, '/dev/null'], {
    cwd: folder,
    env: { PATH, HOME: folder, TERM: 'dumb' },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let shown = ''
  child.stdout?.on('data', (chunk) => {
    shown += chunk
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return { child, shown: () => shown, ended }
}

describe.skipIf(!existsSync('/usr/bin/script'))('init on a real terminal', () => {
  test('uses what was typed ahead for the questions that follow, and asks again after a mistake', async () => {
    const { child, shown, ended } = startOnTerminal()
    child.stdin?.write('shop\nnotes=./notes\nno source\napp=./app.sqlite\n\n./far\n\n')
    expect(await ended, shown()).toBe(0)
    expect(shown()).toContain('"no source" is not a source. Write NAME=postgres')
    const policy = await readFile(join(folder, '.github/backup-policy.yml'), 'utf8')
    expect(policy).toMatch(/^project: shop$/m)
    for (const said of ['notes', './notes', 'app', './app.sqlite', './far']) expect(policy).toContain(said)
  })

  test('writes nothing when Ctrl-C cancels it at a question', async () => {
    const { child, shown, ended } = startOnTerminal()
    while (!shown().includes('Name of the project')) await new Promise((resolve) => setTimeout(resolve, 20))
    child.stdin?.write('\u0003')
    expect(await ended, shown()).toBe(130)
    expect(shown()).toContain('cancelled by SIGINT')
    expect(existsSync(join(folder, '.github'))).toBe(false)
  })
})
