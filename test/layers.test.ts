import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { engineNames } from '../src/policy/policy.ts'
import {
  circleProblems,
  engineProblems,
  folderProblems,
  hostProblems,
  importProblems,
  importsOf,
  mayImport,
  ownerProblems,
  purityProblems,
  type SourceFile,
  shapeProblems,
} from './layer-rule.ts'

// What git ignores, git itself, and what is built from the rest.
const foreign = /^(\.git|node_modules|build|dist)$/
const paths = readdirSync('.', { withFileTypes: true }).flatMap((top) => {
  if (foreign.test(top.name)) return []
  if (!top.isDirectory()) return [top.name]
  return readdirSync(top.name, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
})
const files = paths.map((path): SourceFile => ({ path, text: readFileSync(path, 'utf8') }))
const typescript = files.filter((file) => file.path.endsWith('.ts'))
const source = typescript.filter((file) => file.path.startsWith('src/'))

describe('the repository', () => {
  test('has sources to check', () => {
    expect(source.map((file) => file.path)).toContain('src/policy/policy.ts')
    expect(source.flatMap((file) => importsOf(file.text)).length).toBeGreaterThan(source.length)
  })
  test('a folder imports only what the import table allows, through its front door', () => {
    expect(source.flatMap(importProblems)).toEqual([])
  })
  test('no file imports itself through other files', () => {
    expect(circleProblems(source)).toEqual([])
  })
  test('no folder has more than 20 files', () => {
    expect(folderProblems(source)).toEqual([])
  })
  test('a module that belongs to one folder is used nowhere else', () => {
    expect(source.flatMap(ownerProblems)).toEqual([])
  })
  test('an engine is named only in its own rooms', () => {
    expect(source.flatMap((file) => engineProblems(file, engineNames))).toEqual([])
  })
  test('pure code has no side effects', () => {
    expect(source.flatMap(purityProblems)).toEqual([])
  })
  test('files are small and have telling names', () => {
    expect(typescript.filter((file) => file.path !== 'vitest.config.ts').flatMap(shapeProblems)).toEqual([])
  })
  test('no package registry is named by its host', () => {
    expect(files.flatMap(hostProblems)).toEqual([])
  })
})

describe('the rules notice', () => {
  const at = (path: string, text: string): SourceFile => ({ path, text })

  test.each([
    [
      'src/policy/a.ts',
      "import { x } from '../store/store.ts'",
      'policy may import only problem.ts, words, time, bytes',
    ],
    [
      'src/store/a.ts',
      "import type { X } from '../policy/policy.ts'",
      'store may import only problem.ts, words, time, bytes',
    ],
    [
      'src/plan/a.ts',
      "export { x } from '../verify/verify.ts'",
      'plan may import only problem.ts, words, time, bytes, policy, catalog',
    ],
    ['src/engine/a.ts', "const x = await import('../seal/seal.ts')", 'engine may import only'],
    ['src/report/a.ts', "import {\n  x,\n  y,\n} from '../store/store.ts'", 'report may import only'],
    ['src/seal/a.ts', "import { World } from '../world.ts'", 'seal may import only'],
    ['src/problem.ts', "import './world.ts'", 'problem may import only'],
    ['src/catalog/a.ts', "import { x } from '../store/s3.ts'", 'entered by its front door'],
    ['src/command/a.ts', "import { x } from '../engine/postgres.ts'", 'entered by its front door'],
    ['src/cli.ts', "import { x } from '../test/world.ts'", 'outside src/'],
    ['src/utils/a.ts', '', 'not in the import table'],
    ['src/store/a.ts', "import { spawn } from 'node:child_process'", 'belongs to runtime'],
    ['src/command/a.ts', "import { zstdCompress } from 'node:zlib'", 'belongs to seal'],
    ['src/engine/nats/a.ts', "import { gunzipSync } from 'node:zlib'", 'belongs to seal'],
    ['src/catalog/a.ts', "import nacl from 'tweetnacl'", 'belongs to seal'],
    ['src/catalog/a.ts', "import { S3Client } from '@aws-sdk/client-s3'", 'belongs to store'],
    ['src/cli.ts', "import * as core from '@actions/core'", 'belongs to action and github'],
  ])('%s: %s', (path, text, sentence) => {
    expect(importProblems(at(path, text)).join('\n')).toContain(sentence)
  })

  test.each([
    ['src/catalog/a.ts', "import { createCipheriv } from 'node:crypto'", 'ciphers belong to seal'],
    ['src/command/a.ts', 'const home = process.env.HOME', 'process.env'],
    ['src/world.ts', 'process.exit(1)', 'process.exit'],
    ['src/store/a.ts', 'const at = new Date()', 'reads the clock'],
    ['src/verify/a.ts', 'const at = Date.now()', 'reads the clock'],
  ])('%s: %s', (path, text, sentence) => {
    expect(ownerProblems(at(path, text)).join('\n')).toContain(sentence)
  })

  test.each([
    ['src/plan/a.ts', 'await x()', 'waits'],
    ['src/retain/a.ts', 'const at = new Date()', 'reads the clock'],
    ['src/report/a.ts', 'process.stdout.isTTY', 'looks at the process'],
    ['src/verify/compare.ts', "import { readFileSync } from 'node:fs'", 'reaches outside'],
    ['src/catalog/object-name.ts', 'randomBytes(8)', 'rolls dice'],
  ])('%s: %s', (path, text, sentence) => {
    expect(purityProblems(at(path, text)).join('\n')).toContain(sentence)
  })

  test.each([
    ['src/store/a.ts', 'x\n'.repeat(351), 'more than 350'],
    ['src/store/helpers.ts', '', 'says nothing'],
    ['test/common/a.test.ts', '', 'says nothing'],
    ['src/store/camelCase.ts', '', 'kebab-case'],
    ['test/store/a.slow.test.ts', '', "a test's suffix is its tier"],
  ])('%s', (path, text, sentence) => {
    expect(shapeProblems(at(path, text)).join('\n')).toContain(sentence)
  })

  test.each([
    "if (source.engine === 'files') return []",
    "return engine.name !== 'sqlite'",
    "  engine: z.enum(['postgres', 'sqlite']),",
    "  return { ...common, engine: 'postgres' }",
    "    case 'sqlite':",
    'const targets = { postgres: 1, sqlite: 2 }',
    "if ('files' === engine) {}",
  ])('an engine that is named outside its rooms: %s', (text) => {
    expect(engineProblems(at('src/command/a.ts', text), engineNames)).toHaveLength(1)
    expect(engineProblems(at('src/policy/source/a.ts', text), engineNames)).toEqual([])
    expect(engineProblems(at('src/engine/files/a.ts', text), engineNames)).toEqual([])
  })

  test.each(["assertion.kind === 'files'", "unit: 'files'", "// engine: 'files'"])(
    'no engine in a word with another meaning: %s',
    (text) => {
      expect(engineProblems(at('src/command/a.ts', text), engineNames)).toEqual([])
    },
  )

  test('a file inside a folder that imports its own door', () => {
    const inside = at('src/store/retry.ts', "import type { Store } from './store.ts'")
    expect(importProblems(inside).join('\n')).toContain('nobody imports its door')
    expect(importProblems(at('src/store/s3/list.ts', "import type { Store } from '../store.ts'"))).toHaveLength(1)
  })

  test('a circle, but not one that closes only through a call', () => {
    const [a, b] = [
      at('src/plan/a.ts', "import { b } from './b.ts'"),
      at('src/plan/b.ts', "export { a } from './a.ts'"),
    ]
    expect(circleProblems([a, b])).toEqual([expect.stringContaining('src/plan/a.ts -> src/plan/b.ts -> src/plan/a.ts')])
    expect(circleProblems([a, at('src/plan/b.ts', "const a = () => import('./a.ts')")])).toEqual([])
  })

  test('a folder of 21 files', () => {
    const files = Array.from({ length: 21 }, (_, i) => at(`src/plan/a${i}.ts`, ''))
    expect(folderProblems(files.slice(1))).toEqual([])
    expect(folderProblems(files)).toEqual([expect.stringContaining('src/plan has 21 files')])
  })

  test('a registry by its host', () => {
    expect(hostProblems(at('README.md', `see ${['npmjs', 'com'].join('.')}`))).toHaveLength(1)
  })

  test('nothing in imports that the table allows', () => {
    const text = [
      "import type { Policy } from '../policy/policy.ts'",
      "import { Problem } from '../problem.ts'",
      "import { slot } from './slot.ts'",
      '// import { x } from "../store/s3.ts" would be wrong, and so would new Date() or await',
      'export const at = (text: string) => new Date(text)',
    ].join('\n')
    const file = at('src/retain/a.ts', text)
    expect([importProblems, ownerProblems, purityProblems, shapeProblems].flatMap((rule) => rule(file))).toEqual([])
  })
})

test('every folder of src is in the import table', () => {
  expect(Object.keys(mayImport)).toEqual(
    expect.arrayContaining([...new Set(source.map((f) => f.path.split('/')[1]?.replace('.ts', '')))]),
  )
})
