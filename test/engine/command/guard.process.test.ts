import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { command } from '../../../src/engine/command/command.ts'
import type { CommandSource } from '../../../src/policy/policy.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { bench } from '../step.ts'
import { never, password, shopLines, sourceOf } from './fixture.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'command-test-'))
  await mkdir(at('shop'))
  await writeFile(at('shop/orders'), 'order 1\norder 2\n')
  await writeFile(at('shop/customers'), 'customer 1\n')
})
afterEach(() => rm(folder, { recursive: true }))
const at = (name: string) => join(folder, name)
const env = () => ({ SHOP: at('shop'), SHOP_PASSWORD: password, AT: folder })
const of = (lines: string) => sourceOf(`tools: host\nenv: [AT]\n${lines}`, env())
const shop = (more = '') => sourceOf(`${shopLines}${more}`, env())
const all = { overwrite: false, only: [] }

async function dump(source: CommandSource, signal = never): Promise<MemoryDump> {
  await using live = await command.open(source, bench, signal)
  return await hold(live.dump())
}
const into = (name: string, source: CommandSource) =>
  command.target(at(name), { tools: source.tools, source }, bench, never)

describe('a dump whose program exits 0', () => {
  test.each([
    [
      'without its mark, however much it wrote',
      'dump: seq 1 100000\nends-with: "-- done"',
      'its end does not have "-- done"',
    ],
    [
      'with its mark in the middle',
      'dump: echo "-- done"; seq 1 100000\nends-with: "-- done"',
      'its end does not have',
    ],
    [
      'with fewer bytes than the least',
      'dump: [printf, "12345678"]\nmin-size: 10B',
      'it wrote 8 bytes, fewer than min-size (10)',
    ],
    ['with nothing at all', 'dump: ["true"]\nmin-size: 1B', 'it wrote nothing'],
    ['after a program before it in its pipe has failed', 'dump: (seq 1 10; exit 4) | cat\nmin-size: 1B', 'exit 4'],
  ])('%s is not a backup', async (_, lines, message) => {
    await expect(dump(of(lines))).rejects.toMatchObject({
      message: expect.stringContaining(message),
      hint: expect.any(String),
    })
  })

  test.each([
    ['as its last bytes', 'dump: [printf, "\\\\x00\\\\x01PGDMP-END"]\nends-with: PGDMP-END'],
    [
      'at the beginning of its last line',
      'dump: echo 1; echo "-- Dump completed on 2026-01-01"\nends-with: "-- Dump completed"',
    ],
    [
      'shortly before its last line',
      'dump: printf "%s\\n" 1 "-- database dump complete" -- "" "\\\\unrestrict x" ""\nends-with: "-- database dump complete"',
    ],
  ])('is a backup with its mark %s', async (_, lines) => {
    expect((await dump(of(lines))).parts.get('dump')?.length).toBeGreaterThan(0)
  })
})

test('a failed program is reported with its last words, without the secrets in them', async () => {
  const wrong = sourceOf(shopLines, { ...env(), SHOP_PASSWORD: 'wrong-password' })
  const error = await dump(wrong).catch((reason: unknown) => reason)
  expect(error).toMatchObject({
    code: 'source-failed',
    message: 'dump of orders failed (exit 3): password *** is wrong',
  })
  const { message, hint, stack, cause } = error as Error & { hint: string }
  expect(JSON.stringify([message, hint, stack, cause])).not.toContain('wrong-password')
})

test('a program receives only the variables that the policy names, and PATH, HOME and LANG', async () => {
  const baseEnv = { ...bench.baseEnv, LANG: 'C.UTF-8', DOCKER_HOST: 'unix:///run/docker.sock' }
  await using live = await command.open(
    of('dump: env -0 | sort -z | tr "\\\\0" "\\\\n"\nmin-size: 1B'),
    { ...bench, baseEnv },
    never,
  )
  const said = (await hold(live.dump())).parts.get('dump')?.toString() ?? ''
  const names = said.split('\n').flatMap((line) => /^([A-Z_]+)=/i.exec(line)?.[1] ?? [])
  // What bash itself sets.
  expect(names.filter((name) => !['_', 'PWD', 'SHLVL', 'OLDPWD'].includes(name))).toEqual([
    'AT',
    'BACKPROOF_ROLE',
    'HOME',
    'LANG',
    'PATH',
  ])
})

test('a variable without a value fails before any program runs', async () => {
  const source = sourceOf(`tools: host\nenv: [NOT_SET]\ndump: touch ${at('ran')}\nmin-size: 1B`, {})
  await expect(dump(source)).rejects.toMatchObject({
    code: 'secret-missing',
    message: expect.stringContaining('NOT_SET has no value here'),
  })
  expect(await readdir(folder)).toEqual(['shop'])
})

describe('every process of a dump is ended', () => {
  const script = 'dump: |\n  sleep 1000 & echo $! > "$AT/pid"\n  seq 1 100000\n  wait\nmin-size: 1B\n'
  const isGone = async () => {
    const pid = Number(await readFile(at('pid'), 'utf8'))
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    return state === '' || / Z /.test(state)
  }
  test('when the dump takes too long', async () => {
    const began = performance.now()
    await expect(dump(of(`${script}program-timeout: 1s`))).rejects.toMatchObject({
      message: expect.stringContaining('longer than 1 s'),
      hint: expect.stringContaining('program-timeout'),
    })
    expect(performance.now() - began).toBeLessThan(20_000)
    await expect.poll(isGone).toBe(true)
  })
  test('when the dump is cancelled', async () => {
    const controller = new AbortController()
    const dumping = dump(of(script), controller.signal)
    dumping.catch(() => undefined)
    await expect.poll(() => readFile(at('pid'), 'utf8').catch(() => '')).not.toBe('')
    controller.abort()
    await expect(dumping).rejects.toMatchObject({ code: 'cancelled' })
    await expect.poll(isGone).toBe(true)
  })
})

describe('the facts of a dump', () => {
  const facts = (text: string) => of(`dump: echo 1\nmin-size: 1B\nfacts: ${JSON.stringify(text)}`)
  test.each([
    ['no JSON', 'echo secret-words', 'printed what is not JSON'],
    ['nothing', 'true', 'printed what is not JSON'],
    ['no numbers', `echo '{"rows":{"orders":"12"}}'`, 'JSON of another form: rows.orders is wrong'],
    ['negative numbers', `echo '{"rows":{"orders":-1}}'`, 'rows.orders is wrong'],
    ['another key', `echo '{"rows":{"a":1},"row":1}'`, 'JSON of another form'],
    ['a name with a line feed', `echo '{"objects":{"table":["a\\nb"]}}'`, 'JSON of another form'],
    ['nothing by name', `echo '{"rows":{}}'`, 'printed neither rows nor objects'],
    ['more than a MiB', 'head -c 2000000 /dev/zero', 'printed more than 1 MiB'],
    ['a failure', 'echo broken >&2; exit 7', 'facts of orders failed in host (exit 7): broken'],
  ])('fail the dump with %s', async (_, script, message) => {
    const error = await dump(facts(script)).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ message: expect.stringContaining(message), hint: expect.any(String) })
    expect((error as Error).message).not.toContain('secret-words')
  })

  test('cause a warning when they change during the dump', async () => {
    const source = of(
      `dump: echo 1 >> "$AT/count"; cat "$AT/count"\nmin-size: 1B\nfacts: printf '{"rows":{"count":%d}}' "$(cat "$AT/count" | wc -l)"`,
    )
    await writeFile(at('count'), '')
    const held = await dump(source)
    expect(held.result).toMatchObject({
      consistency: 'none',
      findings: [{ level: 'warning', message: expect.stringContaining('facts of orders changed') }],
    })
    expect(held.facts.rows).toEqual({ count: 0 })
  })

  test('are the bytes and the digest of the dump when no program prints them', async () => {
    const held = await dump(
      of(
        'dump: seq 1 1000\nmin-size: 1B\nconsistency: snapshot\nrestore: cat > "$BACKPROOF_TARGET/seq"\ncheck: test -s "$BACKPROOF_TARGET/seq"',
      ),
    )
    expect(held.facts.rows).toEqual({ 'dump (bytes)': 3893 })
    expect(held.result.consistency).toBe('snapshot')
  })
})

describe('a restore', () => {
  test('fails if its program exits 0 before it has read all of the dump', async () => {
    const source = of('dump: seq 1 200000\nmin-size: 1B\nrestore: head -c 10 > "$BACKPROOF_TARGET/part"')
    const target = await into('back', source)
    await expect(target.restore(plainBackup(await dump(source)), all)).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining('before it had read all'),
    })
    expect(await readdir(folder)).toEqual(['shop'])
  })

  test('reports the failure of its program, and leaves the folder as it was', async () => {
    const source = of(
      'dump: seq 1 2000\nmin-size: 1B\nrestore: cat > "$BACKPROOF_TARGET/half"; echo no such role >&2; exit 5',
    )
    await mkdir(at('back'))
    await expect((await into('back', source)).restore(plainBackup(await dump(source)), all)).rejects.toMatchObject({
      code: 'restore-failed',
      message: 'restore of orders failed (exit 5): no such role',
    })
    expect(await readdir(at('back'))).toEqual([])
  })

  test('fails if its check fails', async () => {
    const source = shop()
    const target = await into('back', source)
    const held = await dump(source)
    await target.restore(plainBackup(held), all)
    expect((await target.facts(held.facts)).rows).toEqual({ customers: 1, orders: 2 })
    await writeFile(at('back/orders'), '')
    await expect(target.facts(held.facts)).rejects.toMatchObject({
      code: 'restore-failed',
      message: expect.stringContaining('check of orders failed (exit 1)'),
    })
  })

  test('into an address asks for facts first, and never starts where data exists', async () => {
    const source = sourceOf(
      shopLines
        .replaceAll('"$BACKPROOF_TARGET"', '"${BACKPROOF_TARGET#shop://user:s3cret-word@host}"')
        .replace('${BACKPROOF_TARGET:-$SHOP}', '${BACKPROOF_FOLDER:-$SHOP}')
        .replaceAll('${BACKPROOF_TARGET#', '$${BACKPROOF_TARGET#'),
      env(),
    )
    const held = await dump(source)
    const target = await command.target(
      `shop://user:s3cret-word@host${at('back')}`,
      { tools: source.tools, source },
      bench,
      never,
    )
    expect([target.where, target.path]).toEqual([`shop://host${at('back')}`, undefined])
    // This facts looks at the source whatever it is asked of, where something is.
    await expect(target.restore(plainBackup(held), all)).rejects.toMatchObject({
      code: 'target-refused',
      message: expect.stringContaining('customers has 1 rows'),
    })
    await mkdir(at('back'))
    await target.restore(plainBackup(held), { overwrite: true, only: [] })
    expect(await readFile(at('back/orders'), 'utf8')).toBe('order 1\norder 2\n')
  })

  test('is refused if the source is not in the policy, as a backup contains no programs', async () => {
    const held = await dump(shop())
    await expect(command.target(at('back'), { tools: { kind: 'host' } }, bench, never)).rejects.toMatchObject({
      code: 'usage',
      hint: expect.stringContaining('--raw'),
    })
    await expect(command.sandbox(held.facts, undefined, bench, never)).rejects.toMatchObject({ code: 'usage' })
  })

  test('judges the output of a command, the numbers of facts, and the names in them', async () => {
    const source = shop()
    const target = await into('back', source)
    await target.restore(plainBackup(await dump(source)), all)
    const ask = (kind: 'command' | 'count-of', text: string, equals: string | number) =>
      target.check({ kind, name: 'a', ask: text, expect: { equals } })
    expect(await ask('command', 'wc -l < "$BACKPROOF_TARGET/orders"', 2)).toBeUndefined()
    expect((await ask('command', 'wc -l < "$BACKPROOF_TARGET/orders"', 3))?.message).toContain('it returned 2, not 3')
    expect((await ask('command', 'echo lost >&2; exit 9', 3))?.message).toContain('it exited 9: lost')
    expect(await ask('count-of', 'orders', 2)).toBeUndefined()
    expect((await target.check({ kind: 'required', name: 'r', names: ['orders', 'invoices'] }))?.message).toContain(
      'invoices',
    )
  })
})
