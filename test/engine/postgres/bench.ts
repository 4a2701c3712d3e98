import { randomUUID } from 'node:crypto'
import type { Finding } from '../../../src/engine/engine.ts'
import type { PostgresSource } from '../../../src/policy/policy.ts'
import type { Runtime } from '../../../src/runtime/runtime.ts'
import { compare } from '../../../src/verify/verify.ts'
import { type Postgres, startPostgres } from '../../server/postgres.ts'
import { hold, type MemoryDump, plainBackup } from '../memory.ts'
import { postgresSource } from '../source.ts'
import { type Place, postgres, type RestoreOptions, throwAway } from '../step.ts'
import { inside } from './fixture.ts'

const never = (): AbortSignal => new AbortController().signal

export interface Question {
  readonly sql: string
  readonly equals: string | number
}

export const plain: RestoreOptions = { signal: never(), overwrite: false, only: [] }

/** A server with many small databases: what is dumped from one, restored into another, and how they differ. */
export interface Bench extends AsyncDisposable {
  readonly pg: Postgres
  /** A new database with this in it; its name. */
  database(sql: string): Promise<string>
  targetOf(name: string): Place
  dumped(name: string, more?: Partial<PostgresSource>): Promise<MemoryDump>
  /** What a restore into a new database of the same server says, and what differs from the dump afterwards. */
  restored(held: MemoryDump): Promise<{ into: string; findings: readonly Finding[] }>
  differences(held: MemoryDump, into: string): Promise<readonly Finding[]>
  /** The same of a restore into a throw-away server, which is then asked. */
  proven(held: MemoryDump, label: string, question?: Question): Promise<readonly Finding[]>
  /** An assertion's finding. */
  asked(name: string, question: Question): Promise<Finding | undefined>
}

export async function startBench(major = 17): Promise<Bench> {
  const pg = await startPostgres(major)
  const targetOf = (name: string): Place => ({ kind: 'database', url: pg.urlOf(name) })
  const database = async (sql: string): Promise<string> => {
    const name = `db ${randomUUID()}`
    await pg.sql(`create database "${name}"`, 'postgres')
    if (sql !== '') await pg.sql(sql, name)
    return name
  }
  const differences = async (held: MemoryDump, into: string) =>
    compare(held.facts, await postgres.facts(targetOf(into), held.facts, inside(pg), never()))
  return {
    pg,
    database,
    targetOf,
    differences,
    dumped: (name, more = {}) => hold(postgres.dump(postgresSource(pg.urlOf(name), more), inside(pg), never())),
    restored: async (held) => {
      const into = await database('')
      const findings = await postgres.restore(plainBackup(held), targetOf(into), inside(pg), plain)
      return { into, findings: [...findings, ...(await differences(held, into))] }
    },
    proven: async (held, label, question) => {
      await using target = await throwAway(held.facts, label)
      const { findings } = await target.restore(plainBackup(held), plain)
      const facts = await target.facts(held.facts)
      const finding = question && (await target.check(assertionOf(question)))
      return [...findings, ...compare(held.facts, facts), ...(finding ? [finding] : [])]
    },
    asked: (name, question) => ask(targetOf(name), inside(pg), question),
    [Symbol.asyncDispose]: () => pg[Symbol.asyncDispose](),
  }
}

const ask = (target: Place, runtime: Runtime, question: Question) =>
  postgres.check(assertionOf(question), target, runtime, never())

const assertionOf = ({ sql, equals }: Question) => ({ kind: 'sql', name: 'a', ask: sql, expect: { equals } }) as const
