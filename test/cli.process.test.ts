import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { exitCodeOf } from '../src/cli.ts'
import { commands } from '../src/command/all.ts'
import { parse } from '../src/command/argument.ts'
import type { CommandName } from '../src/command/name.ts'
import { optionsOf } from '../src/command/option.ts'
import { Problem, type ProblemCode } from '../src/problem.ts'
import { cliPath, openProgram, type Project, secretEnv } from './command/program.ts'
import { keys, otherKeys, treeOf } from './command/shop.ts'
import { program } from './end-to-end/run-cli.ts'
import { startS3StandIn } from './fault/s3-stand-in.ts'
import { problemOf } from './problem.ts'

let project: Project
let id: string
beforeAll(async () => {
  project = await openProgram()
  const made = await project.run(['backup', '--tag', 'first', '--json'])
  id = JSON.parse(made.stdout).sources[0].backup.id
})
afterAll(() => project[Symbol.asyncDispose]())

const esc = '\u001b'

describe('a policy with mistakes', () => {
  test('shows each mistake at its place, and only once', async () => {
    const policy = (await readFile(project.path('backup-policy.yml'), 'utf8')).replace('engine: files', 'engine: flies')
    await project.write('wrong.yml', policy)
    const { code, stderr } = await project.run(['list', '--policy', 'wrong.yml'])
    expect(code).toBe(2)
    expect(stderr.match(/is not an engine/g)).toHaveLength(1)
    expect(stderr.match(/The engines are/g)).toHaveLength(1)
    expect(stderr.trimEnd().split('\n').at(-1)).toBe('error: 1 error in wrong.yml')
    // One that is shown nowhere else is told in full, as JSON always is.
    expect((await project.run(['plan', '--against', 'wrong.yml'])).stderr).toMatch(
      /error: 1 error in wrong.yml: line .*engine/,
    )
    expect((await project.run(['list', '--policy', 'wrong.yml', '--json'])).stdout).toContain('is not an engine')
  })
})

describe('the exit code', () => {
  test('comes from one table for every code, and the most serious code wins', () => {
    const table: Partial<Record<ProblemCode, number>> = {
      usage: 2,
      'policy-invalid': 2,
      'unknown-id': 2,
      'key-missing': 2,
      'key-wrong': 2,
      'target-refused': 2,
      'tool-failed': 1,
      'store-unavailable': 1,
      'role-refused': 1,
      'lease-held': 1,
      'lease-abandoned': 1,
      'gate-unmet': 3,
      'object-damaged': 4,
      'object-missing': 4,
      'object-archived': 1,
      'manifest-damaged': 4,
      'manifest-foreign': 4,
      'proof-failed': 4,
      cancelled: 130,
    }
    const problem = (code: ProblemCode) => new Problem(code, 'x')
    for (const [code, exit] of Object.entries(table)) expect(exitCodeOf([problem(code as ProblemCode)])).toBe(exit)
    expect(exitCodeOf([])).toBe(0)
    expect(exitCodeOf([new Error('a bug')])).toBe(1)
    expect(exitCodeOf([problem('store-full'), problem('proof-failed'), problem('usage')])).toBe(4)
    expect(exitCodeOf([problem('store-full'), problem('usage'), problem('gate-unmet')])).toBe(1)
    expect(exitCodeOf([problem('proof-failed'), problem('cancelled')])).toBe(130)
  })

  test.each<[string, number, readonly string[], Readonly<Record<string, string>>]>([
    ['done', 0, ['list'], {}],
    ['an operation failed', 1, ['backup', '--policy', 'absent-source.yml'], {}],
    ['a missing policy', 2, ['list', '--policy', 'absent.yml'], {}],
    ['a missing key', 2, ['restore', '--into', 'out'], {}],
    ['a refused target', 2, ['restore', '--into', 'data'], secretEnv],
    ['a wrong key', 2, ['restore', '--into', 'out'], { BACKPROOF_SECRET_KEY: otherKeys.secret }],
  ])('of %s is %i', async (_, code, args, env) => {
    await project.write('absent-source.yml', policyWith('/nowhere/at/all'))
    const ended = await project.run(args, env)
    expect(ended, ended.stderr).toMatchObject({ code })
    if (code === 2) expect(ended.stdout).toBe('')
  })

  test('is 130 for an interrupted run, which leaves no backup that counts', async () => {
    await using other = await openProgram()
    await using s3 = await startS3StandIn()
    const far = `{ s3: { bucket: shop-backups, region: auto, endpoint: ${s3.endpoint}, access-key-id: '${'${'}ID}', secret-access-key: '${'${'}KEY}' } }`
    const policy = policyWith(other.path('data')).replace('{ directory: { path: ./absent } }', far)
    await other.write('backup-policy.yml', policy)
    const env = { ID: 'KEYKEYKEYKEYKEYKEYKE', KEY: 'secret/of the stand-in' }
    const again: string[] = []
    for (const name of ['SIGINT', 'SIGTERM'] as const) {
      // The server never answers to the data: the backup stays in the middle until it is interrupted.
      const inTheMiddle = new Promise<void>((resolve) => {
        s3.trouble = ({ call, key }) => {
          // Of npx, which the same key reaches, it comes once more, while it tidies up.
          if (running.killed && name === 'SIGINT') {
            running.kill(name)
            again.push(`${call} ${key}`)
          }
          if (call !== 'PutObject' || !key.includes('/data/')) return false
          resolve()
          return true
        }
      })
      const running = other.start(['backup'], env)
      await Promise.race([inTheMiddle, running.ended])
      running.kill(name)
      const ended = await running.ended
      expect(ended, ended.stderr).toMatchObject({ code: 130, killedBy: null })
      expect(ended.stderr).toContain(`error: cancelled by ${name}`)
    }
    expect(again).not.toEqual([])
    s3.trouble = undefined
    expect([...s3.objects.keys()].filter((key) => !/\/runs\/|lease\.json$/.test(key))).toEqual([])
    expect(await other.run(['backup'], env)).toMatchObject({ code: 0 })
  })
})

const policyWith = (path: string) => `version: 1
project: shop
stores: { a: { directory: { path: ./absent } } }
encryption: { recipients: [${keys.recipient}] }
defaults: { stores: [a], retention: { keep: { last: 1 } } }
sources: { files: { engine: files, paths: [${path}] } }
`

describe('help', () => {
  const textOf = (...args: string[]) => {
    const parsed = parse(args)
    return parsed.kind === 'text' ? parsed.text : ''
  }

  test('names every command, and shows each with its options and examples', () => {
    expect(textOf()).toBe(textOf('--help'))
    for (const [name, { summary, examples }] of Object.entries(commands)) {
      expect(textOf('--help')).toContain(`  ${name} `)
      expect(textOf('--help')).toContain(summary)
      expect(examples.length).toBeGreaterThan(0)
      const help = textOf(name, '--help')
      expect(help).toContain(`Usage: backproof ${name}`)
      for (const example of examples) expect(help).toContain(example)
      for (const option of optionsOf(name as CommandName)) expect(help).toContain(`--${option.name}`)
      expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140)
    }
  })

  test('has only examples that parse', () => {
    for (const { examples } of Object.values(commands)) {
      for (const example of examples) {
        const words = [...example.replace(/ > .*$/, '').matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)]
        const [program, ...args] = words.map(([, double, single, bare]) => double ?? single ?? bare ?? '')
        expect(program).toBe('backproof')
        expect(parse(args)).toMatchObject({ kind: 'command' })
      }
    }
  })

  test('goes to stdout', async () => {
    expect(await project.run(['--help'])).toMatchObject({ code: 0, stdout: `${textOf()}\n`, stderr: '' })
    expect((await project.run(['--version'])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/)
  })
})

describe('mistyped text', () => {
  test.each<[readonly string[], RegExp, RegExp]>([
    [['bakup'], /^bakup is not a command/, /Did you mean backup\?/],
    [['zzz'], /^zzz is not a command/, /backproof --help/],
    [['backup', '--sorce', 'x'], /^backup: there is no option --sorce/, /Did you mean --source\?/],
    [['--json', 'list'], /^the command comes first, before --json/, /backproof COMMAND/],
    [['--policy=x.yml', 'list'], /^the command comes first, before --policy$/, /backproof COMMAND/],
    [['restore', '--id', '', '--into', 'x'], /^restore: --id is empty/, /leave it out/],
    [['restore', '--source', 'files', '--at='], /^restore: --at is empty/, /leave it out/],
    [['list', '--apply'], /^list: there is no option --apply/, /backproof list --help/],
    [['list', 'files'], /^list takes no argument files/, /backproof list --help/],
    [['backup', '--tag'], /^backup: --tag needs a value/, /Write --tag TAG; .* --tag=TAG/],
    [['report', '--html'], /^report: --html needs a value/, /Write --html FILE/],
    [['ls'], /^ls is not a command/, /backproof list/],
    [['snapshots'], /^snapshots is not a command/, /backproof list/],
    [['status'], /^status is not a command/, /backproof report/],
    [['validate'], /^validate is not a command/, /backproof doctor/],
    [['prune', '--dry-run'], /^prune: there is no option --dry-run/, /only shows what would go; --apply deletes/],
    [['run', '--dry-run'], /^run: there is no option --dry-run/, /backproof plan/],
    [['backup', '--dry-run'], /^backup: there is no option --dry-run/, /backproof doctor/],
    [['run', '--apply=yes'], /^run: --apply takes no value/, /Write --apply alone/],
  ])('%j is named, with what to type', (args, message, hint) => {
    const problem = problemOf(() => parse(args))
    expect(problem.code).toBe('usage')
    expect(problem.message).toMatch(message)
    expect(problem.hint).toMatch(hint)
  })

  test.each<[readonly string[], RegExp, RegExp]>([
    [['bakup'], /^error: bakup is not a command$/m, /^ {2}Did you mean backup\?$/m],
    [['backup', '--source', 'fles'], /no source fles/, /Did you mean files\?/],
  ])('%j is said on stderr only', async (args, message, hint) => {
    const { code, stdout, stderr } = await project.run(args)
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(message)
    expect(stderr).toMatch(hint)
    expect(stderr).not.toContain('    at ')
  })

  test('is shown at its line and column in the policy, with the lines around it', async () => {
    await project.write(
      'wrong.yml',
      policyWith('/x').replace('engine: files', 'engine: fils').replace('project', 'projct'),
    )
    const { code, stdout, stderr } = await project.run(['plan', '--policy', 'wrong.yml'])
    expect({ code, stdout }, stderr).toEqual({ code: 2, stdout: '' })
    expect(stderr).toMatch(/^wrong\.yml:2:1: .*projct/m)
    expect(stderr).toMatch(/^wrong\.yml:6:29: .*fils/m)
    expect(stderr).toContain('> 6 | sources: { files: { engine: fils')
    expect(stderr).toMatch(/\| +\^+/)
    expect(stderr).toMatch(/Did you mean files\?|did you mean files\?/)
    const json = await project.run(['plan', '--policy', 'wrong.yml', '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      version: 1,
      status: 'failed',
      problems: [{ code: 'policy-invalid' }],
    })
  })
})

describe('the output', () => {
  test('is one JSON document on stdout with --json, and human-readable lines on stderr', async () => {
    for (const args of [['list'], ['doctor'], ['run']]) {
      const { code, stdout, stderr } = await project.run([...args, '--json'])
      expect(code, stderr).toBe(0)
      expect(JSON.parse(stdout)).toMatchObject({ version: 1 })
      expect(stderr).not.toContain('{')
    }
  })

  test('has no escape sequences where colours are not shown', async () => {
    for (const args of [['list'], ['verify'], ['plan', '--policy', 'wrong.yml']]) {
      const { stdout, stderr } = await project.run(args, { ...secretEnv, TERM: 'xterm-256color' })
      expect(stdout + stderr).not.toContain(esc)
      expect(stdout + stderr).not.toContain('\r')
    }
  })

  test('shows hostile text, but neither a terminal nor a runner obeys it', async () => {
    const hostile = `${esc}[2J${esc}]0;x\u0007\n::error::planted\n ##[error]planted`
    // Refused as arguments: on a runner nothing else is looked at before who may run it.
    for (const args of [['list', hostile], ['backup', '--json', hostile], [hostile]]) {
      const { code, stdout, stderr } = await project.run(args, { GITHUB_ACTIONS: 'true' })
      expect(code).toBe(2)
      expect(stdout + stderr).not.toContain(esc)
      expect(stdout + stderr).not.toMatch(/^\s*::error|##\[/m)
      expect(stderr).toContain('planted')
    }
    const { stdout } = await project.run(['list', '--json', hostile], { GITHUB_ACTIONS: 'true' })
    expect(stdout).not.toMatch(/^\s*::error|##\[/m)
    expect(JSON.parse(stdout).problems[0].message).toContain('##[error]planted')
  })

  test('reaches a pipe to its last byte, even when it is large and read slowly', async () => {
    const running = project.start(['schema'])
    running.stdout?.pause()
    // It is done within this time but for what no pipe holds: the rest must not be lost.
    await setTimeout(2000)
    running.stdout?.resume()
    const { code, stdout } = await running.ended
    expect(code).toBe(0)
    expect(stdout.length).toBeGreaterThan(70_000)
    expect(JSON.parse(stdout)).toHaveProperty('$schema')
  })

  test('is reported as a failure when it cannot be written', async () => {
    const shell = ['-c', 'exec "$0" "$@" >/dev/full', process.execPath, cliPath, 'schema']
    const { code, stderr } = await program('sh', shell, project.folder)
    expect([code, stderr]).toEqual([1, expect.stringMatching(/^error: the output could not be written: .*ENOSPC/)])
  })

  test('needs no home directory', async () => {
    const { code, stdout } = await project.run(['list', '--json'], { HOME: '/dev/null', XDG_CACHE_HOME: '' })
    expect([code, JSON.parse(stdout).backups.length]).toEqual([0, 1])
    expect(existsSync(project.path('backproof'))).toBe(false)
  })

  test('can be abandoned by its reader without a crash', async () => {
    const running = project.start(['schema'])
    running.stdout?.destroy()
    const { code, stderr } = await running.ended
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })
})

describe('the complete workflow', () => {
  test('restores a backup byte for byte', async () => {
    const { code, stdout, stderr } = await project.run(['restore', '--id', id, '--into', './restored'], secretEnv)
    expect({ code }, stderr).toEqual({ code: 0 })
    expect(stdout).toContain(`restored ${id} from a into`)
    expect(await treeOf(project.path(`restored${project.path('data')}`))).toEqual(await treeOf(project.path('data')))
  })

  test('generates keys, but does not print them to the log of a workflow', async () => {
    const made = JSON.parse((await project.run(['keys', 'generate', '--json'])).stdout)
    expect(Object.keys(made)).toEqual(['recipient', 'secret', 'signer', 'signing'])
    expect((await project.run(['keys', 'generate'], { GITHUB_ACTIONS: 'true' })).code).toBe(2)
  })
})

describe('an id', () => {
  test.each(['verify', 'restore', 'show', 'hold', 'unhold', 'delete', 'undelete'])(
    'can be the only argument of %s',
    (command) => {
      expect(parse([command, 'a', '--id', 'b', 'c'])).toMatchObject({ options: { id: ['b', 'a', 'c'], words: [] } })
      expect(() => parse([command, ''])).toThrow('an id is empty')
    },
  )
})
