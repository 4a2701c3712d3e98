import { execFile } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import type { Tools } from '../../../src/policy/policy.ts'
import { docker } from '../../server/docker.ts'
import { type Mysql, startMysql } from '../../server/mysql.ts'
import { hold } from '../memory.ts'
import { mysqlSource } from '../source.ts'
import { benchOf, env } from './fixture.ts'

const never = (): AbortSignal => new AbortController().signal
const run = promisify(execFile)

describe.each([
  ['mysql:9.7', ['mysqldump', 'mysql'], '--tls-version='],
  ['mariadb:11.8', ['mariadb-dump', 'mariadb'], '--skip-ssl'],
] as const)('%s with an authority of its own', (image, programs, withoutTls) => {
  let folder: string
  const running = new AsyncDisposableStack()
  const file = (name: string) => join(folder, name)
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder })
  beforeAll(async () => {
    folder = await mkdtemp('/tmp/authority-')
    const key = ['-newkey', 'rsa:2048', '-nodes', '-days', '2']
    for (const name of ['ca', 'other'])
      await openssl('req', '-x509', ...key, '-keyout', `${name}.key`, '-out', `${name}.pem`, '-subj', `/CN=${name}`)
    for (const [name, names] of [
      ['right', 'subjectAltName=DNS:localhost,IP:127.0.0.1'],
      ['wrong', 'subjectAltName=DNS:db.internal'],
    ] as const) {
      const subject = ['-subj', '/CN=db.internal', '-addext', names]
      await openssl('req', ...key.slice(0, 3), '-keyout', `${name}.key`, '-out', `${name}.csr`, ...subject)
      const by = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-CAcreateserial', '-copy_extensions', 'copy']
      await openssl('x509', '-req', '-in', `${name}.csr`, ...by, '-days', '2', '-out', `${name}.pem`)
    }
    await writeFile(file('client.cnf'), '[client-mariadb]\nskip-ssl\n')
    // The server in the container is another user.
    await run('chmod', ['-R', 'a+rX', folder])
  })
  afterAll(async () => {
    await running.disposeAsync()
    await rm(folder, { recursive: true, force: true })
  })

  const servers = new Map<string, Promise<Mysql>>()
  async function start(args: readonly string[], ...more: readonly string[]): Promise<Mysql> {
    const options = ['--volume', `${folder}:/authority:ro`, '--tmpfs', '/var/lib/mysql', ...more]
    const db = running.use(await startMysql(image, { args, options }))
    await db.sql('create table orders (id int primary key); insert into orders values (1), (2)')
    return db
  }
  /** A server with that certificate; each is started once. */
  async function serverWith(name: 'right' | 'wrong'): Promise<Mysql> {
    const files = [
      '--ssl-ca=/authority/ca.pem',
      `--ssl-cert=/authority/${name}.pem`,
      `--ssl-key=/authority/${name}.key`,
    ]
    const started = servers.get(name) ?? start(files)
    servers.set(name, started)
    return await started
  }
  const ca = (name: string) => `ssl-ca=${encodeURIComponent(file(`${name}.pem`))}`

  async function rowsOf(db: Mysql, parameters: string, tools: Tools = { kind: 'image', image }, baseEnv = env) {
    const engine = await engineOf(db.product)
    // MariaDB's client does not compare the name where it is told 127.0.0.1.
    const source = mysqlSource(db.product, `${db.url.replace('127.0.0.1', 'localhost')}?${parameters}`, { tools })
    await using live = await engine.open(source, { ...benchOf(db), services: {}, baseEnv }, never())
    await live.rehearse()
    return (await hold(live.dump())).facts.rows
  }
  /** One sentence that names the place or the program, and what to write. */
  const refused = (message: RegExp) => ({
    message: expect.stringMatching(message),
    hint: expect.stringMatching(/ssl-mode=(?:required|preferred)/),
  })

  test('is dumped by programs of an image, which check the authority', async () => {
    const db = await serverWith('right')
    expect(await rowsOf(db, `ssl-mode=verify-identity&${ca('ca')}`)).toEqual({ orders: 2 })
    expect(await rowsOf(db, ca('ca'))).toEqual({ orders: 2 })
    expect(await rowsOf(db, 'ssl-mode=required')).toEqual({ orders: 2 })
    await expect(rowsOf(db, ca('other'))).rejects.toMatchObject(
      refused(/^[^\n]*ERROR 2026[^\n]*(?:certificate|verif|self.signed)[^\n]*$/i),
    )
  }, 120_000)

  test('is refused where its certificate has another name, and let in where that is not checked', async () => {
    const db = await serverWith('wrong')
    await expect(rowsOf(db, ca('ca'))).rejects.toMatchObject(
      refused(/^[^\n]*ERROR 2026[^\n]*(?:hostname|certificate|verif)[^\n]*$/i),
    )
    expect(await rowsOf(db, 'ssl-mode=required')).toEqual({ orders: 2 })
  }, 120_000)

  test('is refused without TLS, unless the url lets it', async () => {
    // The client by which MariaDB's image sets itself up would want TLS.
    const mount = image.startsWith('mariadb') ? ['--volume', `${file('client.cnf')}:/etc/my.cnf:ro`] : []
    const db = await start([withoutTls], ...mount)
    for (const parameters of ['ssl-mode=required', ca('ca')])
      await expect(rowsOf(db, parameters)).rejects.toMatchObject(refused(/^[^\n]*(?:encrypt|SSL|TLS)[^\n]*$/))
    expect(await rowsOf(db, 'ssl-mode=preferred')).toEqual({ orders: 2 })
  }, 120_000)

  describe('by programs of this machine', () => {
    /** The programs of the image on the machine itself, with the libraries that they were linked to. */
    async function installed(db: Mysql): Promise<string> {
      const home = file('installed')
      await mkdir(home)
      const copy =
        'mkdir /tmp/lib && for p; do ldd $(command -v $p); command -v $p; done | grep -o "/[^ ]*" | sort -u | xargs -I{} cp -L {} /tmp/lib'
      await db.exec(['sh', '-c', copy, 'sh', ...programs])
      await docker(['cp', `${db.id}:/tmp/lib`, `${home}/lib`])
      for (const program of programs) {
        const loader = `exec ${home}/lib/ld-linux-*.so.* --library-path ${home}/lib ${home}/lib/${program} "$@"`
        await writeFile(join(home, program), `#!/bin/sh\n${loader}\n`)
        await chmod(join(home, program), 0o755)
      }
      return home
    }

    test('is dumped if their authority signed its certificate, and told what to install without them', async () => {
      const db = await serverWith('right')
      const nowhere = { ...env, PATH: folder }
      await expect(rowsOf(db, ca('ca'), { kind: 'host' }, nowhere)).rejects.toMatchObject({
        code: 'tool-missing',
        message: expect.stringContaining(`${programs[0]} is not installed on the host`),
        hint: expect.stringContaining(programs[0]),
      })
      const here = { ...env, PATH: `${await installed(db)}:${env.PATH}` }
      expect(await rowsOf(db, ca('ca'), { kind: 'host' }, here)).toEqual({ orders: 2 })
      await expect(rowsOf(db, ca('other'), { kind: 'host' }, here)).rejects.toMatchObject(refused(/ERROR 2026/))
      const wrong = await serverWith('wrong')
      await expect(rowsOf(wrong, ca('ca'), { kind: 'host' }, here)).rejects.toMatchObject(refused(/ERROR 2026/))
    }, 120_000)
  })
})
