import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasSshd, type Sshd, startSshd } from '../runtime/sshd.ts'
import { backproof } from './run-cli.ts'

describe.skipIf(!hasSshd)('a source whose programs are on another machine', () => {
  let folder: string
  let sshd: Sshd
  let env: Readonly<Record<string, string>>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backproof-far-'))
    sshd = await startSshd()
    const { user, host, port, hostKeys, key = '' } = sshd.server
    env = { KEY: key }
    const { stdout } = await backproof(folder, ['keys', 'generate'])
    const policy = `version: 1
project: shop
encryption: { recipients: [${/rpub1\w+/.exec(stdout)?.[0]}] }
stores: { disk: { directory: { path: ./store } } }
sources:
  far:
    engine: command
    dump: [printf, 'whole dump']
    min-size: 10B
    tools: { ssh: "${user}@${host}:${port}", host-key: "${hostKeys[0]}", key: "\${KEY}" }
`
    await writeFile(join(folder, 'policy.yml'), policy)
  })
  afterAll(async () => {
    await sshd?.[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  })
  const run = (command: string, more: Readonly<Record<string, string>> = env) =>
    backproof(folder, [command, '--policy', 'policy.yml'], more)

  test('is examined there by doctor, and backed up', async () => {
    const { port } = sshd.server
    const examined = await run('doctor')
    expect(examined.stdout).toMatch(new RegExp(`good {2}source far .*programs: ssh \\S+@127\\.0\\.0\\.1:${port}`))
    const { code, stdout } = await run('backup')
    expect([code, stdout]).toEqual([0, expect.stringMatching(/of 10 B plain/)])
  })

  test('is not reached without the key, which is told at its place', async () => {
    const { code, stdout } = await run('doctor', {})
    expect(code).not.toBe(0)
    expect(stdout).toMatch(/KEY is not set, needed by sources\.far\.tools\.key \(policy\.yml:\d+:\d+\)/)
  })

  test('is never logged in to for a pull request of a fork', async () => {
    const event = join(folder, 'event.json')
    const repo = (full_name: string, id: number) => ({ full_name, id, default_branch: 'main', fork: id !== 1 })
    const pull = {
      head: { repo: repo('stranger/shop', 2), sha: 'a' },
      base: { repo: repo('shop/shop', 1), sha: 'b', ref: 'main' },
    }
    await writeFile(event, JSON.stringify({ pull_request: pull, repository: repo('shop/shop', 1) }))
    const before = sshd.log().length
    const workflow = { GITHUB_ACTIONS: 'true', GITHUB_EVENT_NAME: 'pull_request', GITHUB_EVENT_PATH: event }
    for (const command of ['doctor', 'backup', 'verify']) {
      const { code, stdout, stderr } = await run(command, { ...env, ...workflow })
      expect(code).not.toBe(0)
      expect(stdout + stderr).toMatch(/is refused: |follows only the policy that is merged/)
    }
    expect(sshd.log().slice(before)).toBe('')
  })
})
