import { expect, test } from 'vitest'
import { eachSource } from '../../src/command/each-source/each-source.ts'
import { Seats, Turnstile, widthOf } from '../../src/command/each-source/seat.ts'
import type { Session } from '../../src/command/project/session.ts'
import type { Source } from '../../src/policy/policy.ts'
import { Problem } from '../../src/problem.ts'
import type { Log } from '../../src/world.ts'

const signal = new AbortController().signal

/** A log as a workflow has it: a group ends where its lines end. */
function makeLog() {
  const lines: string[] = []
  const log: Log = {
    info: (text) => void lines.push(text),
    warning: (text) => void lines.push(`warning ${text}`),
    error: (text) => void lines.push(`error ${text}`),
    async group(name, body) {
      lines.push(`[${name}`)
      const result = await body()
      lines.push(`${name}]`)
      return result
    },
    fault: () => {},
    progress: () => ({ [Symbol.dispose]() {} }),
  }
  return { lines, log }
}

function makeSession(log: Log, concurrency?: number): Session {
  const project = { world: { log, signal }, policy: { ...(concurrency ? { concurrency } : {}) } }
  return { project, problems: [], ids: [], deleted: [] } as unknown as Session
}

const sourcesOf = (...names: string[]) => names.map((name) => ({ name })) as unknown as readonly Source[]

/** Promises that a test settles by name. */
function gates() {
  const made = new Map<string, PromiseWithResolvers<void>>()
  return (name: string) => {
    const gate = made.get(name) ?? Promise.withResolvers<void>()
    made.set(name, gate)
    return gate
  }
}

const settle = () => new Promise((resolve) => setImmediate(resolve))

test('no more sources run at the same time than the policy allows, and every source runs', async () => {
  let [now, most, done] = [0, 0, 0]
  const names = Array.from({ length: 9 }, (_, at) => `s${at}`)
  await eachSource(makeSession(makeLog().log, 3), sourcesOf(...names), async () => {
    most = Math.max(most, ++now)
    await settle()
    now -= 1
    done += 1
  })
  expect([most, done]).toEqual([3, 9])
})

test('sources run one after the other, with the log unchanged, if the policy sets 1', async () => {
  const { lines, log } = makeLog()
  await eachSource(makeSession(log, 1), sourcesOf('a', 'b'), async (session, { name }) => {
    expect(session.project.world.log).toBe(log)
    lines.push(`begins ${name}`)
    await settle()
    lines.push(`ends ${name}`)
  })
  expect(lines).toEqual(['begins a', 'ends a', 'begins b', 'ends b'])
})

test('lines of a source stay together in the order of the policy, whichever ends first, and groups never interleave', async () => {
  const { lines, log } = makeLog()
  const gate = gates()
  const run = eachSource(makeSession(log, 3), sourcesOf('a', 'b', 'c'), async ({ project }, { name }) => {
    const { log } = project.world
    await log.group(`${name}: backup`, async () => {
      log.info(`${name} 1`)
      await gate(name).promise
      log.warning(`${name} 2`)
    })
    log.info(`${name} after`)
  })
  gate('c').resolve()
  await settle()
  // The first is heard at once, and nobody else inside its group.
  expect(lines).toEqual(['[a: backup', 'a 1'])
  gate('a').resolve()
  await settle()
  await settle()
  // The second is heard in the middle of its group.
  expect(lines).toEqual(['[a: backup', 'a 1', 'warning a 2', 'a: backup]', 'a after', '[b: backup', 'b 1'])
  gate('b').resolve()
  await run
  expect(lines.slice(5)).toEqual(
    ['b', 'c'].flatMap((name) => [
      `[${name}: backup`,
      `${name} 1`,
      `warning ${name} 2`,
      `${name}: backup]`,
      `${name} after`,
    ]),
  )
})

test('ids and problems come in the order of the policy, not in the order in which sources end', async () => {
  const session = makeSession(makeLog().log, 2)
  const gate = gates()
  const run = eachSource(session, sourcesOf('a', 'b'), async (own, { name }) => {
    await gate(name).promise
    own.ids.push(`${name}-id`)
    own.problems.push({ source: name, error: new Problem('source-failed', name) })
  })
  gate('b').resolve()
  await settle()
  gate('a').resolve()
  await run
  expect(session.ids).toEqual(['a-id', 'b-id'])
  expect(session.problems.map(({ source }) => source)).toEqual(['a', 'b'])
})

test('a cancelled source lets running sources end and starts none, and the log lines held back are printed', async () => {
  const { lines, log } = makeLog()
  const gate = gates()
  const begun: string[] = []
  const run = eachSource(makeSession(log, 2), sourcesOf('a', 'b', 'c'), async ({ project }, { name }) => {
    begun.push(name)
    project.world.log.info(`${name} begins`)
    if (name === 'a') throw new Problem('cancelled', 'cancelled by SIGTERM')
    await gate(name).promise
    project.world.log.info(`${name} gave its lease back`)
  })
  const outcome = run.then(
    () => 'ended',
    (error: Problem) => error.code,
  )
  await settle()
  gate('b').resolve()
  expect(await outcome).toBe('cancelled')
  expect(begun).toEqual(['a', 'b'])
  expect(lines).toEqual(['a begins', 'b begins', 'b gave its lease back'])
})

test('a turnstile admits as many callers as it allows, in the order in which they arrived', async () => {
  const turnstile = new Turnstile(1)
  const order: string[] = []
  const first = await turnstile.take(signal)
  const enter = async (name: string) => {
    using _ = await turnstile.take(signal)
    order.push(name)
    await settle()
  }
  const rest = Promise.all([enter('b'), enter('c')])
  await settle()
  expect(order).toEqual([])
  first[Symbol.dispose]()
  first[Symbol.dispose]()
  await rest
  expect(order).toEqual(['b', 'c'])
})

test('a caller cancelled while it waits leaves the turnstile to the next', async () => {
  const turnstile = new Turnstile(1)
  const cancel = new AbortController()
  const first = await turnstile.take(signal)
  const gone = turnstile.take(cancel.signal).catch(({ code }: Problem) => code)
  const next = turnstile.take(signal)
  cancel.abort(new Problem('cancelled', 'cancelled by SIGTERM'))
  expect(await gone).toBe('cancelled')
  first[Symbol.dispose]()
  expect(await next).toBeDefined()
})

test('two dumps from one server wait for each other, and dumps from two servers or from no server do not', async () => {
  const seats = new Seats({ sources: 4, heavy: 4, perServer: 4 })
  const first = await seats.server('postgres db:5432', signal)
  await seats.server('postgres other:5432', signal)
  await seats.server(undefined, signal)
  await seats.server(undefined, signal)
  let entered = false
  const second = seats.server('postgres db:5432', signal).then(() => {
    entered = true
  })
  await settle()
  expect(entered).toBe(false)
  first[Symbol.dispose]()
  await second
})

test('of a server whose databases are sources, as many are dumped at once as the policy wants, and no more', async () => {
  const seats = new Seats(widthOf(3))
  const databases = Array.from({ length: 5 }, () => seats.server('postgres db:5432', signal, 'several'))
  let entered = 0
  for (const seat of databases) void seat.then(() => entered++)
  await settle()
  expect(entered).toBe(3)
  ;(await databases[0])?.[Symbol.dispose]()
  await settle()
  expect(entered).toBe(4)
})

test('small work never waits for large work, but large work does', async () => {
  const seats = new Seats({ sources: 16, heavy: 1, perServer: 4 })
  using _ = await seats.heavy(1 << 30, signal)
  await seats.heavy(1000, signal)
  let entered = false
  void seats.heavy(1 << 30, signal).then(() => {
    entered = true
  })
  await settle()
  expect(entered).toBe(false)
})

test('without a number in the policy, many small sources and one large one run at once, or two large ones on many cores', () => {
  expect(widthOf(undefined, 1)).toEqual({ sources: 8, heavy: 1, perServer: 4 })
  expect(widthOf(undefined, 2)).toEqual({ sources: 16, heavy: 1, perServer: 4 })
  expect(widthOf(undefined, 8)).toEqual({ sources: 16, heavy: 2, perServer: 4 })
  expect(widthOf(5, 2)).toEqual({ sources: 5, heavy: 5, perServer: 5 })
})
