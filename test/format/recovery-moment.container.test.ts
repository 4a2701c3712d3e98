import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { BSON } from 'mongodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeManifest, type Manifest, objectName, recordPart } from '../../src/catalog/catalog.ts'
import { boxDataKey, generateKeys } from '../../src/seal/seal.ts'
import { LogFile } from '../engine/mysql/log/build.ts'
import { part, sealed } from '../seal/part.ts'

// The second reader of docs/recovery.md finds the way to a moment, and opens it with the first.
const works = (program: string, args: string[]) => spawnSync(program, args).status === 0
const python = ['/usr/bin/python3', 'python3'].find((program) => works(program, ['-c', 'import cryptography, nacl']))
const able = python !== undefined && works('zstd', ['--version'])
const document = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'recovery.md'), 'utf8')
const directory = mkdtempSync(join(tmpdir(), 'backproof-moment-'))
const keys = generateKeys()

/** A store with what is given, sealed as a backup is. */
class Shop {
  readonly store: string

  constructor(name: string) {
    this.store = join(directory, name)
  }

  async add(manifest: Omit<Manifest, 'parts'>, plains: Readonly<Record<string, Buffer>>): Promise<Manifest> {
    const { id, source } = manifest
    const parts: Manifest['parts'][number][] = []
    const add = async (name: string, plain: Buffer) => {
      const { bytes, part: told } = await sealed(plain, { id, part: name, compression: 'none' })
      this.put(objectName.data(source, id, name), bytes)
      parts.push({ name, ...told, compression: 'none' })
    }
    for (const [name, plain] of Object.entries(plains)) await add(name, plain)
    const { log, position: to } = manifest
    if (log) {
      const { opened: _, ...rest } = log
      const others = parts.map(({ name, sha256 }) => ({ name, sha256 }))
      await add(recordPart, Buffer.from(`${JSON.stringify({ version: 1, ...rest, to, parts: others })}\n`))
    }
    this.put(objectName.key(source, id), boxDataKey(id, part.key, [keys.recipient]))
    const whole = { ...manifest, parts }
    this.put(objectName.manifest(source, id), encodeManifest(whole))
    return whole
  }

  put(name: string, bytes: Uint8Array | string): void {
    const path = join(this.store, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, bytes)
  }

  at(time: string) {
    const output = mkdtempSync(join(directory, 'opened-'))
    const env = { PATH: process.env['PATH'], BACKPROOF_SECRET_KEY: keys.secret }
    const args = [join(directory, 'open-moment.py'), this.store, 'orders', time, output]
    const ran = spawnSync(python ?? '', args, { env, encoding: 'utf8' })
    return { status: ran.status, said: ran.stdout + ran.stderr, output }
  }
}

type Position = NonNullable<Manifest['position']>
const minute = (m: number) => `2026-02-14T09:${String(m).padStart(2, '0')}:00.123Z`
const common = (engine: Manifest['engine'], m: number) =>
  ({
    format: 'backproof/v1',
    engine,
    trigger: 'schedule',
    tags: [],
    retain: false,
    startedAt: minute(m),
    finishedAt: minute(m),
    versions: {},
    origin: {},
    consistency: 'snapshot',
  }) as const
const stamp = (m: number) => minute(m).replaceAll(':', '-').replace('Z', '456Z')

/** A piece behind another one, or the first. */
async function piece(shop: Shop, m: number, [from, to]: readonly [Position, Position], told: Piece): Promise<Manifest> {
  const { engine, plains, after } = told
  const source = 'orders/=log-000001'
  const sha256 = after?.parts.find(({ name }) => name === recordPart)?.sha256
  const log = {
    number: (after?.log?.number ?? 0) + 1,
    ...(after && sha256 ? { previous: { id: after.id, sha256 } } : { opened: 'the first piece' }),
    from,
    covers: { from: minute(m - 15), until: minute(m) },
  }
  const manifest = {
    ...common(engine, m),
    id: `${source}-${stamp(m)}`,
    source,
    kind: 'log',
    position: to,
    log,
  } as const
  return await shop.add(manifest, plains)
}

interface Piece {
  readonly engine: 'mysql' | 'postgres' | 'mongodb'
  readonly plains: Readonly<Record<string, Buffer>>
  readonly after?: Manifest | undefined
}

beforeAll(() => {
  for (const name of ['open-backup.py', 'open-moment.py']) {
    const [, text = ''] =
      new RegExp(`\`\`\`python ${name.replace('.', '\\.')}\n([\\s\\S]*?)\`\`\``).exec(document) ?? []
    expect(text.length).toBeGreaterThan(1000)
    writeFileSync(join(directory, name), text)
  }
})
afterAll(() => rmSync(directory, { recursive: true }))

describe.skipIf(!able)('the script for a moment, with the log of MySQL', () => {
  const shop = new Shop('mysql')
  const place = (file: string, offset: number): Position => ({ at: `${file}:${offset};begun=1`, history: 'server 7' })
  const begun = Date.parse(minute(0)) / 1000
  const second = new LogFile('binlog.000002', begun)
  const third = new LogFile('binlog.000003', begun)
  const pieces: Manifest[] = []

  beforeAll(async () => {
    second.commit(begun, '<<in the dump>>')
    const inDump = second.size
    second.commit(begun, '<<first>>')
    const firstEnd = second.size
    const first = second.from()
    second.commit(begun, '<<second>>').rotate('binlog.000003')
    third.commit(begun, '<<third>>')
    const crossing = Buffer.concat([second.from(firstEnd), third.from()])
    const crossed = third.size
    third.commit(begun, '<<fourth>>')
    const base = { ...common('mysql', 5), id: `orders-${stamp(5)}`, source: 'orders', kind: 'full' } as const
    await shop.add({ ...base, position: place('binlog.000002', inDump) }, { 'dump.sql': Buffer.from('the dump') })
    const between = [
      [place('binlog.000002', 4), place('binlog.000002', firstEnd)],
      [place('binlog.000002', firstEnd), place('binlog.000003', crossed)],
      [place('binlog.000003', crossed), place('binlog.000003', third.size)],
    ] as const
    for (const [index, binlog] of [first, crossing, third.from(crossed)].entries()) {
      const told = { engine: 'mysql', plains: { binlog }, after: pieces.at(-1) } as const
      pieces.push(await piece(shop, 15 * (index + 1), between[index] ?? between[0], told))
    }
  })

  const textsIn = (output: string) => {
    const folder = join(output, 'binlog')
    return readdirSync(folder)
      .sort()
      .map((name) => {
        const bytes = readFileSync(join(folder, name))
        expect(bytes.subarray(0, 4).toString('latin1')).toBe('\xfebin')
        return [name, [...bytes.toString('latin1').matchAll(/<<(.*?)>>/g)].map(([, text]) => text)]
      })
  }

  it('gives the dump and the files after it, in their order, without what the dump has', () => {
    const { status, said, output } = shop.at('latest')
    expect([status, said]).toEqual([0, expect.stringContaining('3 pieces of log, until 2026-02-14T09:45:00.123Z')])
    expect(readFileSync(join(output, 'base', 'dump.sql'), 'utf8')).toBe('the dump')
    expect(textsIn(output)).toEqual([
      ['000000001.000002', ['first']],
      ['000000002.000002', ['second']],
      ['000000002.000003', ['third']],
      ['000000003.000003', ['fourth']],
    ])
  })

  it('takes no more pieces than a moment needs', () => {
    const { said, output } = shop.at('2026-02-14T09:20:00Z')
    expect(said).toContain('2 pieces of log, until 2026-02-14T09:30:00.123Z')
    expect(textsIn(output).map(([name]) => name)).toEqual(['000000001.000002', '000000002.000002', '000000002.000003'])
  })

  it('refuses a moment before the dump, one after the log, and one behind a piece that is missing', () => {
    const none = expect.stringContaining('no base with an unbroken log leads to')
    expect(shop.at('2026-02-14T09:04:00Z')).toMatchObject({ status: 1, said: none })
    expect(shop.at('2026-02-14T10:00:00Z')).toMatchObject({ status: 1, said: none })
    const { id = '', source = '' } = pieces[1] ?? {}
    const path = join(shop.store, objectName.manifest(source, id))
    renameSync(path, `${path}.gone`)
    expect(shop.at('latest')).toMatchObject({ status: 1, said: none })
    expect(shop.at('2026-02-14T09:10:00Z').status).toBe(0)
    renameSync(`${path}.gone`, path)
  })

  it('refuses a piece whose manifest was written anew, and names it', () => {
    const { id = '', source = '' } = pieces[0] ?? {}
    const path = join(shop.store, objectName.manifest(source, id))
    const whole = readFileSync(path, 'utf8')
    writeFileSync(path, whole.replace('"until": "2026-02-14T09:15', '"until": "2026-02-14T09:16'))
    const { status, said } = shop.at('2026-02-14T09:10:00Z')
    writeFileSync(path, whole)
    expect([status, said]).toEqual([1, expect.stringContaining(`${id} is not what was stored`)])
  })
})

describe.skipIf(!able)('the script for a moment, with the log of PostgreSQL', () => {
  const shop = new Shop('postgres')
  const size = 1024 * 1024
  const lsn = (at: number): Position => ({
    at: `0/${at.toString(16).toUpperCase()} ${minute(0)}`,
    history: 'system 7412345678901234567 timeline 3',
  })
  const log = Buffer.alloc(5 * size, 'abcdefghijklmnopqrstuvwxyz')

  beforeAll(async () => {
    const source = 'orders/=log-base'
    const base = { ...common('postgres', 5), id: `${source}-${stamp(5)}`, source, kind: 'full' } as const
    const facts = { server: { settings: { 'segment bytes': String(size) } } }
    const plains = { 'base.tar': Buffer.from('a tar'), 'facts.json': Buffer.from(JSON.stringify(facts)) }
    await shop.add({ ...base, position: lsn(2 * size), moment: minute(6) }, plains)
    const ends = [size + 700, 2 * size + 900, 4 * size, 4 * size + 333]
    let after: Manifest | undefined
    for (const [index, end] of ends.slice(1).entries()) {
      const begin = ends[index] ?? 0
      const told = { engine: 'postgres', plains: { wal: log.subarray(begin, end) }, after } as const
      after = await piece(shop, 15 * (index + 1), [lsn(begin), lsn(end)], told)
    }
  })

  it('gives the files of pg_wal from the beginning of the base on, byte for byte', () => {
    const { status, said, output } = shop.at('latest')
    expect([status, said]).toEqual([0, expect.stringContaining('3 pieces of log')])
    const folder = join(output, 'pg_wal')
    const names = readdirSync(folder).sort()
    expect(names).toEqual(['000000030000000000000002', '000000030000000000000003', '000000030000000000000004'])
    const bytes = Buffer.concat(names.map((name) => readFileSync(join(folder, name))))
    expect(bytes.length).toBe(3 * size)
    expect(bytes.subarray(0, 2 * size + 333).equals(log.subarray(2 * size, 4 * size + 333))).toBe(true)
    expect(bytes.subarray(2 * size + 333).equals(Buffer.alloc(size - 333))).toBe(true)
  })

  it('refuses a moment that the base, which ends later than it begins, does not have yet', () => {
    expect(shop.at('2026-02-14T09:05:30Z').said).toContain('no base with an unbroken log leads to')
    expect(shop.at('2026-02-14T09:06:30Z').status).toBe(0)
  })
})

describe.skipIf(!able)('the script for a moment, with the log of MongoDB', () => {
  const place = (number: number): Position => ({ at: `1700000000.${number};term=1`, history: 'rs0' })
  /** As servers have it: what was written comes before when it was, and may be called the same. */
  const entry = (number: number, text: string) =>
    Buffer.from(
      BSON.serialize({
        ...{ op: 'i', ns: 'shop.notes', ui: new BSON.UUID('0d5f0a3f-6c5d-4b8e-9f1a-2b3c4d5e6f70') },
        o: { _id: 1, ts: new BSON.Timestamp({ t: 1, i: 1 }), text },
        ...{ ts: new BSON.Timestamp({ t: 1_700_000_000, i: number }), t: BSON.Long.ONE, v: 2, wall: new Date() },
      }),
    )

  it('gives the dump and one file of entries that mongorestore replays, without what the dump has', async () => {
    const shop = new Shop('mongodb')
    const base = { ...common('mongodb', 5), id: `orders-${stamp(5)}`, source: 'orders', kind: 'full' } as const
    await shop.add({ ...base, position: place(2) }, { 'dump.archive': Buffer.from('the dump') })
    const told = { engine: 'mongodb' } as const
    const plains = (...entries: readonly Buffer[]) => ({ 'oplog.bson': Buffer.concat(entries) })
    const first = plains(entry(2, 'in the dump'), entry(3, 'first'))
    const one = await piece(shop, 15, [place(1), place(3)], { ...told, plains: first })
    const idle = await piece(shop, 30, [place(3), place(3)], { ...told, plains: {}, after: one })
    await piece(shop, 45, [place(3), place(11)], { ...told, plains: plains(entry(11, 'second')), after: idle })
    const { status, said, output } = shop.at('latest')
    expect([status, said]).toEqual([0, expect.stringContaining('3 pieces of log, until 2026-02-14T09:45:00.123Z')])
    expect(readFileSync(join(output, 'base', 'dump.archive'), 'utf8')).toBe('the dump')
    expect(readdirSync(join(output, 'oplog'))).toEqual(['oplog.bson'])
    const bytes = readFileSync(join(output, 'oplog', 'oplog.bson'))
    const texts: string[] = []
    for (let at = 0; at < bytes.length; at += bytes.readInt32LE(at))
      texts.push(BSON.deserialize(bytes.subarray(at, at + bytes.readInt32LE(at)))['o'].text)
    expect(texts).toEqual(['first', 'second'])
  })
})
