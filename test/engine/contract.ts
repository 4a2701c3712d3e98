import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Engine, Facts, Target } from '../../src/engine/engine.ts'
import type { Source } from '../../src/policy/policy.ts'
import { isProblem, type Problem } from '../../src/problem.ts'
import type { Runtime } from '../../src/runtime/runtime.ts'
import { startCount } from '../../src/verify/verify.ts'
import { cutAt, damagedAt, type Held, hold, plainBackup } from './memory.ts'

export interface Writer {
  /** How many writes there were so far. */
  writes(): Promise<number>
  stop(): Promise<void>
}

/** A seeded source, and places to restore into. */
export interface Fixture extends AsyncDisposable {
  readonly source: Source
  readonly runtime: Runtime
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
  /** The target that is the source itself. */
  readonly self: Target
}

const never = (): AbortSignal => new AbortController().signal

/** What every engine promises. */
export function engineContract(name: string, engine: Engine, start: () => Promise<Fixture>): void {
  describe(`engine ${name}`, () => {
    let at: Fixture
    let held: Held
    beforeAll(async () => {
      at = await start()
      held = await hold(engine.dump(at.source, at.runtime, never()))
    })
    afterAll(() => at?.[Symbol.asyncDispose]())

    const restore = (target: Target, dump = plainBackup(held), overwrite = false) =>
      engine.restore(dump, target, at.runtime, { signal: never(), overwrite, only: [] })

    test('inspect says what is there', async () => {
      const { server, sizeBytes } = await engine.inspect(at.source, at.runtime, never())
      expect(sizeBytes).toBeGreaterThan(0)
      expect(server?.major).toBe(held.facts.server?.major)
    })

    test('facts are those of the seed', () => {
      expect(held.facts).toMatchObject(at.seeded)
      expect(held.facts.engine).toBe(engine.name)
    })

    test('restored elsewhere, the facts are equal', async () => {
      const target = await at.target()
      expect(await at.isEmpty(target)).toBe(true)
      await restore(target)
      const counts: number[] = []
      const facts = await engine.facts(target, held.facts, at.runtime, never(), (more) => counts.push(more))
      // Whoever waits for it hears how far it is, and not only at its end.
      expect(counts.reduce((sum, more) => sum + more, 0)).toBe(startCount(held.facts).far.of)
      expect(counts.length).toBeGreaterThan(1)
      expect(facts.rows).toEqual(held.facts.rows)
      expect(facts.objects).toEqual(held.facts.objects)
    })

    test('a dump under writes restores to exactly the facts that it recorded', async (context) => {
      if (at.write === undefined) return context.skip(`${name} has no writers`)
      const writer = await at.write()
      let busy: Held
      try {
        busy = await hold(engine.dump(at.source, at.runtime, never()))
        const during = await writer.writes()
        await expect.poll(() => writer.writes(), { timeout: 60_000 }).toBeGreaterThan(during + 50)
        const later = await hold(engine.dump(at.source, at.runtime, never()))
        expect(later.facts.rows).not.toEqual(busy.facts.rows)
      } finally {
        await writer.stop()
      }
      const target = await at.target()
      await restore(target, plainBackup(busy))
      expect((await engine.facts(target, busy.facts, at.runtime, never())).rows).toEqual(busy.facts.rows)
    })

    test('contents reads all of it', async () => {
      const contents = (await engine.contents(plainBackup(held), at.runtime, never())).names.join('\n')
      for (const word of at.contents) expect(contents).toContain(word)
    })

    test.each([0, 0.01, 0.5, 0.9, 0.99])(
      'a dump cut off after %d of it does not read and does not restore',
      async (part) => {
        const cut = plainBackup(held, cutAt(part))
        await expect(engine.contents(cut, at.runtime, never())).rejects.toMatchObject({ code: 'object-damaged' })
        const target = await at.target()
        const error = await restore(target, cut).catch((reason: unknown) => reason)
        expect(isProblem(error)).toBe(true)
        expect(await at.isEmpty(target)).toBe(true)
      },
    )

    test('damage found while it restores is what is said, and nothing is left half restored', async () => {
      const target = await at.target()
      const damaged = plainBackup(held, damagedAt(0.7))
      await expect(restore(target, damaged)).rejects.toMatchObject({ message: 'segment 1 is damaged' })
      expect(await at.isEmpty(target)).toBe(true)
    })

    test('a target that is not empty is refused, and replaced only on demand', async () => {
      const target = await at.target()
      await restore(target)
      await expect(restore(target)).rejects.toMatchObject({ code: 'target-refused' })
      await restore(target, plainBackup(held), true)
      expect((await engine.facts(target, held.facts, at.runtime, never())).rows).toEqual(held.facts.rows)
    })

    test('the source knows itself', async () => {
      expect(engine.isSource(at.source, at.self)).toBe(true)
      expect(engine.isSource(at.source, await at.target())).toBe(false)
    })

    test('a dump that was left early is not complete', async () => {
      const dump = engine.dump(at.source, at.runtime, never())
      expect(() => dump.facts()).toThrow(/not complete/)
      for await (const part of dump.parts) {
        part.body.destroy()
        break
      }
      expect(() => dump.facts()).toThrow(/not complete/)
    })

    test('a cancelled dump ends as cancelled', async () => {
      const controller = new AbortController()
      const dump = engine.dump(at.source, at.runtime, controller.signal)
      const reading = (async () => {
        for await (const part of dump.parts) {
          controller.abort()
          for await (const _ of part.body);
        }
      })()
      await expect(reading).rejects.toMatchObject({ code: 'cancelled' })
    })

    test('a wrong password names the place and shows no secret', async (context) => {
      if (at.locked === undefined) return context.skip(`${name} has no password`)
      const { source, secret, place } = at.locked
      const error = (await engine.inspect(source, at.runtime, never()).catch((reason: unknown) => reason)) as Problem
      expect(error.message).toContain(place)
      expect(error.hint).toMatch(/password/)
      const dump = hold(engine.dump(source, at.runtime, never()))
      const other = (await dump.catch((reason: unknown) => reason)) as Problem
      for (const { message, hint, stack, cause } of [error, other]) {
        expect(JSON.stringify([message, hint, stack, cause])).not.toContain(secret)
      }
    })
  })
}
