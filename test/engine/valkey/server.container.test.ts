import { execFile } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, test } from 'vitest'
import { engineOf } from '../../../src/engine/engine.ts'
import { backupRights } from '../../../src/engine/valkey/protocol/refusal.ts'
import { docker } from '../../server/docker.ts'
import { startKeyValue } from '../../server/key-value.ts'
import { plainBackup } from '../memory.ts'
import { isEmpty, productOf, seed } from './fixture.ts'
import { all, dumped, failureOf, failures, image, redis, targetOf, valkey } from './step.ts'

const run = promisify(execFile)

describe('a server that is empty, part of a cluster or of another product', () => {
  test('is a failure if it is empty, unless the policy allows it', async () => {
    await using server = await startKeyValue(image)
    const { message, hint } = await failureOf(dumped(server.url))
    expect([message, hint]).toEqual([
      expect.stringContaining('no key and no function'),
      expect.stringContaining('allow-empty'),
    ])
    const held = await dumped(server.url, valkey, { allowEmpty: true })
    await using target = await targetOf(server)
    await target.restore(plainBackup(held), all)
    expect(failures(held.facts, await target.facts(held.facts))).toEqual([])
    expect((await failureOf(dumped(server.url, redis))).message).toMatch(/is Valkey 9\.1\.\d+, not Redis/)
  })

  test('is refused if it is a node of a cluster', async () => {
    await using server = await startKeyValue(image, { args: ['--cluster-enabled', 'yes'] })
    expect((await failureOf(dumped(server.url))).message).toContain('node of a cluster')
  })
})

describe('from one version to another', () => {
  test.each([
    ['redis:7.0', 'redis:8.0', 'restores'],
    ['valkey/valkey:8.1', 'valkey/valkey:9.1', 'restores'],
    ['redis:7.0', 'valkey/valkey:9.1', 'restores'],
    ['redis:8.0', 'redis:7.0', 'is refused'],
    ['redis:8.0', 'valkey/valkey:9.1', 'is refused'],
    ['valkey/valkey:9.1', 'valkey/valkey:8.1', 'is refused'],
    ['valkey/valkey:9.1', 'redis:8.0', 'is refused'],
  ])('a backup of %s into %s %s', async (from, to, outcome) => {
    await using source = await startKeyValue(from)
    await using target = await startKeyValue(to)
    await seed(source, from)
    const held = await dumped(source.url, await engineOf(productOf(from)))
    const into = await targetOf(target, await engineOf(productOf(to)))
    if (outcome === 'restores') {
      await into.restore(plainBackup(held), all)
      expect((await into.facts(held.facts)).rows).toEqual(held.facts.rows)
      expect((await into.facts(held.facts)).objects).toEqual(held.facts.objects)
      return
    }
    const { code, message } = await failureOf(into.restore(plainBackup(held), all))
    expect([code, message]).toEqual([
      'target-refused',
      expect.stringMatching(/reads RDB version \d+, but the backup of \w+ [\d.]+ has version \d+/),
    ])
    expect(await isEmpty(target)).toBe(true)
  })
})

test('a server is reached by TLS, with a user, and with the authority that the URL names', async () => {
  const folder = mkdtempSync('/tmp/backproof-test-tls-')
  await run('openssl', [
    ...[
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-days',
      '2',
      '-subj',
      '/CN=cache.test',
      '-addext',
      'subjectAltName=DNS:cache.test',
    ],
    ...['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'cert.pem')],
  ])
  await run('chmod', ['-R', 'a+rX', folder])
  await using plain = await startKeyValue(image, {
    options: ['--volume', `${folder}:/tls:ro`, '--publish', '127.0.0.1::6380'],
  })
  const tls = {
    'tls-cert-file': '/tls/cert.pem',
    'tls-key-file': '/tls/key.pem',
    'tls-ca-cert-file': '/tls/cert.pem',
    'tls-auth-clients': 'no',
  }
  await plain.ask(['CONFIG', 'SET', ...Object.entries(tls).flat(), 'tls-port', '6380'])
  await plain.run([
    ['SET', 'a', 'b'],
    ['ACL', 'SETUSER', 'backup', 'on', '>s3cret/word', ...backupRights.split(' ')],
  ])
  const port = (await docker(['port', plain.id, '6380'])).trim().split(':').at(-1)
  const url = `valkeys://backup:s3cret%2Fword@127.0.0.1:${port}`
  const held = await dumped(`${url}?tls-ca=${encodeURIComponent(join(folder, 'cert.pem'))}&tls-name=cache.test`)
  expect(held.facts.rows).toEqual({ 'db0 string': 1 })
  const { message, hint } = await failureOf(dumped(url))
  expect([message, hint]).toEqual([expect.stringContaining('cannot be encrypted'), expect.stringContaining('tls-ca')])
})
