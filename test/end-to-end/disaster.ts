import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { generateKeys } from '../../src/seal/seal.ts'
import { program, type Ran } from './run-cli.ts'

type Variables = Readonly<Record<string, string>>

/** Two machines that share nothing but the stores: the one that is lost, and the one after it. `await using` removes both. */
export interface Disaster extends AsyncDisposable {
  readonly recipient: string
  readonly secret: string
  /** Folders; `old` is gone after the disaster. */
  readonly old: string
  readonly fresh: string
  /** The place of a store, which neither machine has in its own folder. */
  store(name: string): string
  /** Runs lines in one shell of a machine, as a person pastes them: the first that fails ends it. */
  shell(machine: 'old' | 'fresh', lines: string, env?: Variables): Promise<Ran>
  /** Takes everything away but the stores; the fresh machine has the policy alone. */
  strike(policy: string): Promise<void>
}

export async function makeDisaster(): Promise<Disaster> {
  const root = await mkdtemp(join(tmpdir(), 'backproof-disaster-'))
  const keys = generateKeys()
  const at = (name: string) => join(root, name)
  for (const name of ['old', 'fresh', 'bin', 'stores']) await mkdir(at(name))
  const cli = resolve(import.meta.dirname, '../../src/cli.ts')
  await writeFile(at('bin/backproof'), `#!/bin/sh\nexec '${process.execPath}' '${cli}' "$@"\n`)
  await chmod(at('bin/backproof'), 0o755)
  const { PATH = '' } = process.env
  return {
    recipient: keys.recipient,
    secret: keys.secret,
    old: at('old'),
    fresh: at('fresh'),
    store: (name) => at(`stores/${name}`),
    shell: (machine, lines, env = {}) =>
      program('bash', ['-eu', '-c', lines], at(machine), { PATH: `${at('bin')}:${PATH}`, ...env }),
    async strike(policy) {
      await rm(at('old'), { recursive: true })
      await writeFile(join(at('fresh'), 'backup-policy.yml'), policy)
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}

/** The commands of a numbered step of a recovery plan, to the letter. */
export function commandsOf(runbook: string, step: number | string): string {
  const title = typeof step === 'number' ? `## ${step}. ` : `### ${step}`
  const from = runbook.indexOf(`\n${title}`)
  if (from === -1) throw new Error(`the recovery plan has no step ${step}`)
  const level = title.indexOf(' ')
  const next = new RegExp(`^#{1,${level}} `, 'm').exec(runbook.slice(from + title.length))
  const part = runbook.slice(from, next ? from + title.length + next.index : undefined)
  const blocks = [...part.matchAll(/^( *)```sh\n([\s\S]*?)^\1```$/gm)]
  if (blocks.length === 0) throw new Error(`step ${step} of the recovery plan has no commands`)
  return blocks.map(([, indent = '', lines = '']) => lines.replaceAll(new RegExp(`^${indent}`, 'gm'), '')).join('')
}

/** What a command that must end well has printed. */
export function well({ code, stdout, stderr }: Ran): string {
  if (code !== 0) throw new Error(`exit code ${code}:\n${stderr}\n${stdout}`)
  return stdout
}

/** The shop's application: it answers by HTTP with what it reads of its databases and files. */
export async function answerOf(read: () => Promise<unknown>): Promise<unknown> {
  const server = createServer((_, response) => {
    read().then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  try {
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    if (!response.ok) throw new Error(await response.text())
    return await response.json()
  } finally {
    server.close()
  }
}
