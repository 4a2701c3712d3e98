import { randomUUID } from 'node:crypto'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bench } from '../../src/engine/engine.ts'
import { parseUrl } from '../../src/engine/postgres/connection.ts'
import { findPrograms, programsLeft } from '../../src/engine/postgres/programs.ts'
import type { Tools } from '../../src/policy/policy.ts'
import type { Service } from '../../src/runtime/runtime.ts'
import { docker } from '../server/docker.ts'
import { type Postgres, startPostgres } from '../server/postgres.ts'
import { hold } from './memory.ts'
import { env } from './postgres/fixture.ts'
import { postgresSource } from './source.ts'
import { postgres } from './step.ts'

const never = (): AbortSignal => new AbortController().signal
const name = `backproof-test-${randomUUID()}`
const label = `test-${randomUUID()}`

describe('a source is dumped', () => {
  let pg: Postgres
  let service: Service
  beforeAll(async () => {
    await docker(['network', 'create', name])
    pg = await startPostgres(17, { options: ['--name', name, '--network', name, '--network-alias', 'postgres'] })
    await pg.sql('create table t as select generate_series(1, 10)')
    service = { id: pg.id, network: name, ports: { '5432': String(pg.port) } }
  })
  afterAll(async () => {
    await pg[Symbol.asyncDispose]()
    await docker(['network', 'rm', name])
  })

  const choose = async (tools: Tools, more: Partial<Bench> = {}, url = pg.url) => {
    const bench = { services: {}, baseEnv: env, label, ...more }
    const { runtime, program } = await findPrograms(parseUrl(url, 'here'), tools, bench, never())
    await program?.[Symbol.asyncDispose]()
    return runtime
  }
  const rows = async (tools: Tools, more: Partial<Bench> = {}, url = pg.url) => {
    const runtime = await choose(tools, more, url)
    const held = await hold(postgres.dump(postgresSource(url), runtime, never()))
    return `${runtime.where}: ${held.facts.rows['public.t']}`
  }

  test('in the service container that is named, or that has the port or the host of the URL', async () => {
    const services = { other: { id: 'none', ports: { '5432': '1' } }, postgres: service }
    expect(await rows({ kind: 'service', service: 'postgres' }, { services })).toBe('docker exec postgres: 10')
    expect(await rows({ kind: 'auto' }, { services })).toBe('docker exec postgres: 10')
    const url = pg.url.replace(/127\.0\.0\.1:\d+/, 'postgres:5432')
    expect(await rows({ kind: 'auto' }, { services }, url)).toBe('docker exec postgres: 10')
  })

  test('in a container known by its own name outside a job', async () => {
    expect(await rows({ kind: 'service', service: name })).toBe(`docker exec ${name}: 10`)
  })

  test('never in a service container that could be mistaken for another server of this machine', async () => {
    await using other = await startPostgres(17)
    const port = Number(new URL(pg.url).port)
    await other.sql('create table t as select generate_series(1, 3)')
    const named = { kind: 'service', service: name } as const
    // The port of the container's own server, which is none of this machine's.
    const inner = pg.url.replace(/:\d+\//, ':5432/')
    for (const url of [other.url, inner])
      await expect(choose(named, {}, url)).rejects.toMatchObject({
        code: 'policy-invalid',
        message: expect.stringMatching(
          new RegExp(`127\\.0\\.0\\.1:\\d+ is not a port of .*${name}.*publishes ${port} \\(its 5432/tcp\\)`),
        ),
      })
    expect(await rows(named, {}, pg.url.replace(/127\.0\.0\.1:\d+/, `${name}:5432`))).toBe(`docker exec ${name}: 10`)
    // A restore goes where --into says, whatever the tools of its source.
    const bench = { services: {}, baseEnv: env, label }
    const left = await programsLeft(parseUrl(other.url, 'here'), named, bench, never())
    expect(left.where).toBe('docker run postgres:17')
    const held = await hold(postgres.dump(postgresSource(other.url), left, never()))
    expect(held.facts.rows['public.t']).toBe(3)
  })

  test('never in an unknown service, which is refused with the known names', async () => {
    const services = { db: service, cache: { id: 'x' } }
    await expect(choose({ kind: 'service', service: 'postgres' }, { services })).rejects.toMatchObject({
      code: 'tool-missing',
      message: 'the job has no service postgres',
      hint: 'Its services are db, cache.',
    })
    await expect(choose({ kind: 'service', service: 'nobody' })).rejects.toMatchObject({ code: 'tool-missing' })
    await expect(choose({ kind: 'service', service: '--help' })).rejects.toMatchObject({ code: 'usage' })
  })

  test('in an image, over the network of the service that the URL names', async () => {
    const image = { kind: 'image', image: 'postgres:17' } as const
    expect(await rows(image)).toBe('docker run postgres:17: 10')
    const url = pg.url.replace(/127\.0\.0\.1:\d+/, 'postgres:5432')
    expect(await rows(image, { services: { postgres: service } }, url)).toBe('docker run postgres:17: 10')
  })

  test('in an image of the server’s version by default', async () => {
    expect((await choose({ kind: 'auto' })).where).toBe('docker run postgres:17')
  })

  test('on the host without docker, if its programs have the server’s version', async () => {
    const baseEnv = { ...env, DOCKER_HOST: 'tcp://127.0.0.1:9' }
    const error = await choose({ kind: 'auto' }, { baseEnv }).then(
      (runtime) => runtime.where,
      (reason: Error) => reason.message,
    )
    // This machine may have them or not.
    expect(error).toMatch(/^host$|^no programs for PostgreSQL 17 were found: docker does not answer; the host has /)
  })

  test('on the host for a socket of this machine, as no container can see it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'socket-'))
    chmodSync(folder, 0o777)
    try {
      await using server = await startPostgres(17, { options: ['--volume', `${folder}:/var/run/postgresql`] })
      const url = server.url.replace(/@[^/]*/, '@').concat(`?host=${encodeURIComponent(folder)}`)
      const chosen = await choose({ kind: 'auto' }, {}, url).then(
        (runtime) => runtime.where,
        (reason: Error) => reason.message,
      )
      // This machine may have the programs or not.
      expect(chosen).toMatch(/^host$|^pg_dump is not installed on the host$|; the host has /)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
