import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { EnvironmentTarget } from '../../../src/engine/environment/target.ts'
import { parse, withSource } from '../../policy/example.ts'
import type { Fixture } from '../contract.ts'
import { bench } from '../step.ts'

export const never: AbortSignal = new AbortController().signal

/** The source as a policy gives it. */
export function sourceOf(lines: string, env: Readonly<Record<string, string>> = {}) {
  const source = parse(withSource(`engine: environment\ntools: host\n${lines}`), env).sources['orders']
  if (source?.engine !== 'environment') throw new Error('no environment')
  return source
}

/** Values as awkward as they come. */
export const awkward: Readonly<Record<string, string>> = {
  API_KEY: 's3cret-value',
  SHOP_QUOTES: `it's "quoted" \\ $HOME \`id\` 'twice''`,
  SHOP_LINES: "first\nsecond\n\n#third\nAPI_KEY='other'\n",
  SHOP_EMPTY: '',
  SHOP_UTF8: 'naïve – 🔑\r\n',
  OTHER: 'not taken',
}

async function fixture(make: (folder: string) => Promise<Pick<Fixture, 'source' | 'seeded' | 'contents' | 'self'>>) {
  const folder = await mkdtemp(join(tmpdir(), 'environment-test-'))
  let targets = 0
  return {
    ...(await make(folder)),
    bench: { ...bench, temporaryDirectory: folder },
    write: undefined,
    target: async () => new EnvironmentTarget(join(folder, `target-${++targets}`, 'restored.env'), never),
    isEmpty: async ({ name }) => {
      const parent = join(name, '..')
      return !existsSync(parent) || readdirSync(parent).length === 0
    },
    locked: undefined,
    powerless: undefined,
    traces: undefined,
    some: undefined,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  } satisfies Fixture
}

export const variablesFixture = () =>
  fixture(async () => ({
    source: sourceOf('variables: [API_KEY, "SHOP_*"]', awkward),
    seeded: { rows: { API_KEY: 1, SHOP_EMPTY: 1, SHOP_LINES: 1, SHOP_QUOTES: 1, SHOP_UTF8: 1 }, objects: {} },
    contents: ['variable API_KEY', 'variable SHOP_LINES'],
    self: undefined,
  }))

export const fileFixture = () =>
  fixture(async (folder) => {
    const path = join(folder, 'secrets.bin')
    await writeFile(path, Buffer.concat([Buffer.from([0, 255, 10, 39]), Buffer.alloc(200_000, 'secret\0')]))
    return {
      source: sourceOf(`path: ${path}`),
      seeded: { rows: { [path]: 1 }, objects: { file: [path] } },
      contents: [path],
      self: path,
    }
  })
