import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, type TestContext, test } from 'vitest'
import type { Bench, Engine, Facts, OpenSource, Target } from '../../src/engine/engine.ts'
import { type Assertion, kindOf, questionNames, type Source } from '../../src/policy/policy.ts'
import { isProblem, type Problem } from '../../src/problem.ts'
import { compare, startCount } from '../../src/verify/verify.ts'
import { toText } from './carry.ts'
import { cutAt, damagedAt, hold, type MemoryDump, plainBackup } from './memory.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** Why it was skipped. */
    reason?: string
  }
}

export interface Writer {
  /** How many writes there were so far. */
  writes(): Promise<number>
  stop(): Promise<void>
}

/** A seeded source, and places to restore into. */
export interface Fixture extends AsyncDisposable {
  readonly source: Source
  readonly bench: Bench
  /** Some of what its facts must say. */
  readonly seeded: { readonly rows: Facts['rows']; readonly objects: Facts['objects'] }
  /** Words of its table of contents. */
  readonly contents: readonly string[]
  /** Starts to write without a pause; resolves once something is written. undefined: has no writers. */
  readonly write: (() => Promise<Writer>) | undefined
  /** A new empty target. */
  target(): Promise<Target>
  /** True if the target holds nothing. */
  isEmpty(target: Target): Promise<boolean>
  /** The source with a wrong password, where it has one. */
  readonly locked: { readonly source: Source; readonly secret: string; readonly place: string } | undefined
  /** The source as a user sees it who may not read all of it, and what the failure must name; undefined: it has no rights. */
  readonly powerless: { readonly source: Source; readonly lacking: RegExp } | undefined
  /** What there is now of what a dump may leave on the source: sessions, snapshots, copies; undefined: it only reads files. */
  readonly traces: (() => Promise<readonly string[]>) | undefined
  /** What a person would type for a target that is the source itself; undefined: nothing that is restored into can be. */
  readonly self: string | undefined
  /** Patterns of `--only` for a part of it that is less than all; undefined: it has none. */
  readonly some: string | undefined
}

const never = (): AbortSignal => new AbortController().signal

/** With its reason, which the table of the contract shows. */
function skip(context: TestContext, reason: string): never {
  context.task.meta.reason = reason
  return context.skip(reason)
}

/** Of a process of its own, as soon as the first bytes have come; the operating system ends it, no code of ours runs. */
async function killDuringDump({ source, bench }: Fixture): Promise<void> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'dump-until-killed.ts')], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  })
  child.stdin.end(JSON.stringify({ source: toText(source), bench }))
  const complaint = text(child.stderr)
  const [first] = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  if (String(first).trim() !== 'dumping') throw new Error(`the dump did not begin: ${await complaint}`)
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** What every engine promises. */
export function engineContract(name: string, engine: Engine, start: () => Promise<Fixture>): void {
  describe(`engine ${name}`, () => {
    let at: Fixture
    let held: MemoryDump
    beforeAll(async () => {
      at = await start()
      held = await dumped()
    })
    afterAll(() => at?.[Symbol.asyncDispose]())

    const opened = (source = at.source, signal = never()): Promise<OpenSource> => engine.open(source, at.bench, signal)
    const dumped = async (source = at.source): Promise<MemoryDump> => {
      await using live = await opened(source)
      return await hold(live.dump())
    }
    const restore = (target: Target, dump = plainBackup(held), overwrite = false) =>
      target.restore(dump, { overwrite, only: [] })
    const contents = (dump = plainBackup(held)) =>
      engine.contents(dump, { tools: at.source.tools, image: undefined }, at.bench, never())

    test('an open source reports what exists, and where it is queried', async () => {
      await using live = await opened()
      expect(live.where).not.toBe('')
      expect(live.sizeBytes).toBeGreaterThan(0)
      expect(live.server?.major).toBe(held.facts.server?.major)
    })

    test('an open source that is not dumped, or is closed twice, leaves nothing', async () => {
      const live = await opened()
      await live.rehearse()
      await live[Symbol.asyncDispose]()
      await live[Symbol.asyncDispose]()
    })

    test('a dump ends in one result, with its consistency', () => {
      expect(held.result).toMatchObject({ facts: held.facts, findings: [] })
      expect(Object.keys(held.result.versions)).not.toEqual([])
      expect(['snapshot', 'per-object', 'none']).toContain(held.result.consistency)
    })

    test('the facts match the seed', () => {
      expect(held.facts).toMatchObject(at.seeded)
      expect(held.facts.engine).toBe(engine.name)
    })

    test('the facts are equal after a restore elsewhere', async () => {
      const target = await at.target()
      expect(await at.isEmpty(target)).toBe(true)
      await restore(target)
      const counts: number[] = []
      const facts = await target.facts(held.facts, (more) => counts.push(more))
      // Whoever waits for it hears how far it is, and not only at its end.
      expect(counts.reduce((sum, more) => sum + more, 0)).toBe(startCount(held.facts).far.of)
      if (startCount(held.facts).far.of > 1) expect(counts.length).toBeGreaterThan(1)
      expect(facts.rows).toEqual(held.facts.rows)
      expect(facts.objects).toEqual(held.facts.objects)
    })

    test('a dump during writes restores to exactly the facts that it recorded', async (context) => {
      if (at.write === undefined) return skip(context, 'has no writers')
      const writer = await at.write()
      let busy: MemoryDump
      try {
        busy = await dumped()
        const during = await writer.writes()
        await expect.poll(() => writer.writes(), { timeout: 60_000 }).toBeGreaterThan(during + 50)
        const later = await dumped()
        expect(later.facts.rows).not.toEqual(busy.facts.rows)
      } finally {
        await writer.stop()
      }
      const target = await at.target()
      await restore(target, plainBackup(busy))
      expect((await target.facts(busy.facts)).rows).toEqual(busy.facts.rows)
    })

    test('contents reads the whole dump', async () => {
      const names = (await contents()).names.join('\n')
      for (const word of at.contents) expect(names).toContain(word)
    })

    test.each([0, 0.01, 0.5, 0.9, 0.99])(
      'a dump cut off after %d of it can be neither read nor restored',
      async (part) => {
        const cut = plainBackup(held, cutAt(part))
        await expect(contents(cut)).rejects.toMatchObject({ code: 'object-damaged' })
        const target = await at.target()
        const error = await restore(target, cut).catch((reason: unknown) => reason)
        expect(isProblem(error)).toBe(true)
        expect(await at.isEmpty(target)).toBe(true)
      },
    )

    test('damage found during a restore is reported, and nothing is left half restored', async () => {
      const target = await at.target()
      const damaged = plainBackup(held, damagedAt(0.7))
      await expect(restore(target, damaged)).rejects.toMatchObject({ message: 'segment 1 is damaged' })
      expect(await at.isEmpty(target)).toBe(true)
    })

    test('a target that is not empty is refused, also before a restore, and replaced only when requested', async () => {
      const target = await at.target()
      const admit = (overwrite = false) => target.admit(plainBackup(held), { overwrite, only: [] })
      await admit()
      expect(await at.isEmpty(target)).toBe(true)
      await restore(target)
      await expect(admit()).rejects.toMatchObject({ code: 'target-refused' })
      await expect(restore(target)).rejects.toMatchObject({ code: 'target-refused' })
      await admit(true)
      expect((await target.facts(held.facts)).rows).toEqual(held.facts.rows)
      await restore(target, plainBackup(held), true)
      expect((await target.facts(held.facts)).rows).toEqual(held.facts.rows)
    })

    test('the source is recognised as its own target', async () => {
      expect((await at.target()).overlap(at.source)).toBe('none')
      if (at.self === undefined) return
      const itself = await engine.target(at.self, { tools: at.source.tools }, at.bench, never())
      expect(itself.overlap(at.source)).not.toBe('none')
    })

    test('a dump that was abandoned early is not complete', async () => {
      await using live = await opened()
      const dump = live.dump()
      expect(() => dump.result()).toThrow(/not complete/)
      for await (const part of dump.parts) {
        part.body.destroy()
        break
      }
      expect(() => dump.result()).toThrow(/not complete/)
    })

    test('a cancelled dump ends as cancelled', async () => {
      const controller = new AbortController()
      await using live = await opened(at.source, controller.signal)
      const dump = live.dump()
      const reading = (async () => {
        for await (const part of dump.parts) {
          controller.abort()
          for await (const _ of part.body);
        }
      })()
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    })

    test('a wrong password is reported with the place, without showing a secret', async (context) => {
      if (at.locked === undefined) return skip(context, 'has no password')
      const { source, secret, place } = at.locked
      const error = (await opened(source).catch((reason: unknown) => reason)) as Problem
      expect(error.message).toContain(place)
      expect(`${error.message}\n${error.hint}`).toMatch(/\n.*password/)
      const { message, hint, stack, cause } = error
      expect(JSON.stringify([message, hint, stack, cause])).not.toContain(secret)
    })

    test('a user with too few rights gets an error that names what is lacking, and no backup', async (context) => {
      if (at.powerless === undefined) return skip(context, 'has no rights')
      const { source, lacking } = at.powerless
      const error = await dumped(source).catch((reason: unknown) => reason)
      if (!isProblem(error)) throw new Error('there is a backup', { cause: error })
      expect(`${error.message}\n${error.hint}`).toMatch(lacking)
    })

    test('a dump leaves nothing on the source, whether it is read, abandoned or cancelled', async (context) => {
      const { traces } = at
      if (traces === undefined) return skip(context, 'a dump only reads files')
      const before = await traces()
      await dumped()
      await expect.poll(traces, { timeout: 60_000 }).toEqual(before)
      const controller = new AbortController()
      for (const end of [() => undefined, () => controller.abort()]) {
        const live = await opened(at.source, controller.signal)
        for await (const part of live.dump().parts) {
          // What a part errors with once it is cancelled is the cancellation, which another test looks at.
          part.body.on('error', () => undefined)
          await once(part.body, 'readable')
          end()
          part.body.destroy()
          break
        }
        await live[Symbol.asyncDispose]()
        await expect.poll(traces, { timeout: 60_000 }).toEqual(before)
      }
    })

    test('a dump whose process is killed leaves nothing on the source', async (context) => {
      const { traces } = at
      if (traces === undefined) return skip(context, 'a dump only reads files')
      const before = await traces()
      await killDuringDump(at)
      await expect.poll(traces, { timeout: 60_000, interval: 250 }).toEqual(before)
    })

    test('a throw-away target is empty, accepts the backup, and is gone after its use', async () => {
      let path: string | undefined
      {
        await using target = await engine.sandbox(held.facts, undefined, at.bench, never(), at.source)
        expect(target.throwAway).toBe(true)
        expect((await restore(target)).expected).toEqual(held.facts)
        const { rows, objects } = await target.facts(held.facts)
        expect([rows, objects]).toEqual([held.facts.rows, held.facts.objects])
        path = target.path
      }
      if (path !== undefined) expect(existsSync(path)).toBe(false)
    })

    test('--only selects what the engine claims to select, or is refused before anything is restored', async (context) => {
      const target = await at.target()
      const some = target.restore(plainBackup(held), { overwrite: false, only: [at.some ?? '*'] })
      if (engine.can.selects === undefined) {
        context.task.meta.reason = 'is restored whole: --only is refused'
        await expect(some).rejects.toMatchObject({ code: 'usage' })
        return expect(await at.isEmpty(target)).toBe(true)
      }
      const { expected } = await some
      if (expected === undefined) throw new Error('what came is not known')
      expect(compare(expected, await target.facts(expected), 'kept')).not.toContainEqual(
        expect.objectContaining({ level: 'failure' }),
      )
      expect(expected.rows).not.toEqual(held.facts.rows)
    })

    test('an assertion is judged only if its kind is one that a policy can ask of the engine', async () => {
      const target = await at.target()
      await restore(target)
      const asked: readonly Assertion[] = [
        ...questionNames
          .filter((kind) => kind !== 'sql')
          .map((kind) => ({ kind, name: 'a', ask: 'no such thing', expect: { min: 1 } }) as const),
        { kind: 'sql', name: 'a', ask: 'select 1', expect: { equals: 1 } },
        { kind: 'required', name: 'a', names: ['no such table'] },
      ]
      const { asserts } = kindOf(engine.name)
      for (const assertion of asked) {
        const judged = target.check(assertion)
        if (!asserts.includes(assertion.kind)) await expect(judged).rejects.toMatchObject({ code: 'policy-invalid' })
        else expect((await judged)?.level).toBe(assertion.kind === 'sql' ? undefined : 'failure')
      }
    })

    test('the roles of a backup are available where its restores need them', async () => {
      expect(engine.globals !== undefined).toBe(engine.can.restores.includes('globals'))
    })
  })
}
