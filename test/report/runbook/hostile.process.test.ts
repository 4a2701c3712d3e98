import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Health, RecoveryPlan } from '../../../src/judge/judge.ts'
import { renderRunbook } from '../../../src/report/report.ts'
import { health, hostile, hostileText, replaceTexts } from '../health-sample.ts'

const evil = `${hostileText} $(touch pwned) \`touch pwned\` '; touch pwned; ' "; touch pwned; "\n\`\`\`\ntouch pwned\n\`\`\`sh\ntouch pwned\n| a | b |`

/** A plan in which every text from outside is this one. */
function planOf({ sources }: Health, text: string): RecoveryPlan {
  const backup = sources[0]?.lastSuccess
  if (!backup) throw new Error('no backup')
  const restore = ['restore', '--source', text, '--into', text]
  return {
    steps: sources.map((source) => ({
      source,
      after: [text],
      into: text,
      paths: [text],
      provide: { kind: 'server', version: text, tools: text, plainBytes: 1 },
      backup,
      restore,
      proven: { backup, restore },
      copies: [1, 2].map(() => ({ store: text, restore })),
      expected: { measured: 0 },
      checks: [{ name: text, asks: text }],
      hooks: [{ when: 'before', what: text, variables: [text] }],
    })),
    time: { sequenceMs: 1, pathMs: 1, path: [text], unknown: [text] },
    together: ['restore', '--what', text],
    places: [{ name: text, sources: [text], example: text }],
    stores: [{ store: text, where: text, kind: 's3', variables: [text], ambient: true }],
    lost: [{ name: text, sources: [text], example: text }],
    policy: ['--policy', text],
  }
}

const blocksOf = (runbook: string) =>
  [...runbook.matchAll(/^( *)```sh\n([\s\S]*?)^\1```$/gm)].map((match) => match[2] ?? '')

describe('the policy in a recovery plan', () => {
  test('ends where its block ends, whatever its comments hold', () => {
    const text = 'version: 1 # ```\n```\n````sh\nbackproof delete --all\n````\n# <img src=x>\n'
    const runbook = renderRunbook(health, planOf(health, 'orders'), text)
    const [, block] = runbook.split('\n## The policy\n')
    expect(block?.trim().split('\n').slice(2)).toEqual(['`````yaml', ...text.trim().split('\n'), '`````'])
  })

  test.each(['# \u202egpj', '# \u001b[2J', `# ${'a'.repeat(70_000)}`])(
    'is not printed where it would be another one: %#',
    (text) => {
      const runbook = renderRunbook(health, planOf(health, 'orders'), text)
      expect(runbook).not.toContain(text)
      expect(runbook).toContain('It is not printed here')
    },
  )
})

describe('a recovery plan of hostile names', () => {
  const short = evil.toWellFormed().replaceAll('\0', '')
  const named = replaceTexts(health, short)
  const runbook = renderRunbook(named, planOf(named, short))

  test('has no markup of theirs, and each block is one that the program wrote', () => {
    // Within a block, nothing is markup.
    const text = runbook.replaceAll(/^ *backproof .*$/gm, '')
    for (const one of ['<img', '</script', '</details', '**d**', '](https', '@team', '\n# h', '\n::set', '| a | b |'])
      expect(text).not.toContain(one)
    expect(runbook).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
    const fences = runbook.split('\n').filter((line) => /^ *`{3}/.test(line))
    expect(fences.filter((line) => !/^ *```(sh)?$/.test(line))).toEqual([])
    expect(blocksOf(runbook)).toHaveLength(fences.length / 2)
    for (const line of blocksOf(runbook).join('').trim().split('\n'))
      expect(line).toMatch(/^ *(?:backproof (?:restore|report|gate|list|backup) |backproof restore --status$|: "\$\{)/)
    const tables = runbook.split('\n\n').filter((block) => block.startsWith('| '))
    for (const table of tables)
      expect(
        new Set(
          table
            .trim()
            .split('\n')
            .map((row) => row.split('|').length),
        ).size,
      ).toBe(1)
  })

  test('runs nothing but this program when its commands are pasted, which gets each name as it is', () => {
    const folder = mkdtempSync(join(tmpdir(), 'hostile-'))
    const lines = blocksOf(runbook)
      .join('')
      .replaceAll(/^ *: .*$/gm, '')
    expect(lines).toContain('backproof restore')
    // As pasted: every line is read by an interactive shell.
    const script = `backproof() { printf '%s\\0' "$@"; }\n${lines}\nexit\n`
    const said = execFileSync('bash', ['--norc', '-i'], { input: script, cwd: folder, encoding: 'utf8', stdio: 'pipe' })
    expect(said).toContain(`--into\0${short}\0`)
    expect(readdirSync(folder)).toEqual([])
  })

  test('may be 100 kB long each, and is printed shortened, without a command that would be another one', () => {
    const long = replaceTexts(health, hostile)
    const plan = renderRunbook(long, planOf(long, hostile))
    expect(plan.length).toBeLessThan(100_000)
    expect(plan).toContain('This command cannot be printed')
    expect(blocksOf(plan).join('')).not.toContain('x'.repeat(2000))
  })
})
