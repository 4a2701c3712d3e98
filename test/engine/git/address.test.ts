import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { expect, test } from 'vitest'
import { addressOf } from '../../../src/engine/git/address.ts'
import { bundleHead, openBundle, PackEnd } from '../../../src/engine/git/bundle.ts'
import { isRefName, selectRefs, shownName } from '../../../src/engine/git/ref.ts'
import { mistakes, parse, withSource } from '../../policy/example.ts'

function of(url: string) {
  const source = parse(withSource('engine: git\nurl: ${URL}'), { URL: url }).sources['orders']
  if (source?.engine !== 'git') throw new Error('no git source')
  return source
}

test.each([
  ['ftp://host/a.git', 'begins with ftp://'],
  ['git://host/a.git', 'begins with git://'],
  ['ext::sh -c id', 'does not begin with'],
  ['git@github.com:octo/shop.git', 'does not begin with'],
  ['http://user:s3cret@example.com/a.git', 'plain http'],
  ['ssh://git:s3cret@host/a.git', 'has a password'],
  ['ssh://-oProxyCommand=id/a.git', 'begins with -'],
  ['file://server/a.git', 'has a host'],
  ['https://user:s3cret%0ahost=x@host/a.git', 'line feed'],
  ['https://user:s3%zz@host/a.git', 'not URL-encoded'],
  ['https://host/a.git?token=s3cret', 'has a ? or #'],
])('the URL %s is refused, and never shown', (url, because) => {
  const refused = () => addressOf(of(url))
  expect(refused).toThrow(because)
  expect(refused).toThrow(/^source orders, by URL \(sources\.orders\.url/)
  expect(refused).not.toThrow('s3cret')
})

test('git receives an address without user and password, which are passed in the environment', () => {
  const address = addressOf(of('https://deploy:a%2Fb@git.example.com:8443/octo/shop.git'))
  if (address.kind !== 'url') throw new Error('no url')
  expect(address.url).toBe('https://git.example.com:8443/octo/shop.git')
  expect(address.options.env).toEqual({ BACKPROOF_GIT_USER: 'deploy', BACKPROOF_GIT_PASSWORD: 'a/b' })
  expect(address.options.secrets).toEqual(['a/b', 'deploy'])
  const keys = address.options.config?.map(([key]) => key)
  expect(keys).toEqual(['protocol.https.allow', 'credential.helper', 'credential.https://git.example.com:8443.helper'])
  expect(JSON.stringify(address.options.config)).not.toContain('a/b')
})

test('file:// names a repository of this machine', () => {
  expect(addressOf(of('file:///srv/a%20b.git'))).toEqual({ kind: 'path', path: '/srv/a b.git' })
})

test.each([
  ['url: https://user:s3cret@host/a.git', 'has a password written into the file'],
  ['url: ftp://host/a.git', 'must begin with https://, not with ftp://'],
  ['url: ${URL}\npath: .', 'must have exactly one of url, path'],
  ['allow-empty: true', 'must have exactly one of url, path'],
  ['path: .\nallow-empty: maybe', 'must be true or false'],
  ['path: .\nverify: { assert: [{ sql: select 1, equals: 1 }] }', 'a git source does not answer'],
  ['path: .\ntools: { image: alpine }', 'cannot use a container'],
])('a policy with %s is reported with what is wrong', (lines, message) => {
  expect(
    mistakes(withSource(`engine: git\n${lines}`))
      .map((one) => one.message)
      .join(),
  ).toContain(message)
})

test.each(['refs/heads/main', 'refs/stash', 'refs/heads/näher', 'refs/heads/a.b/c@d'])(
  '%s is the name of a ref',
  (name) => expect(isRefName(name)).toBe(true),
)
test.each([
  'HEAD',
  'refs/',
  'refs/heads/../x',
  'refs//x',
  'refs/heads/a b',
  'refs/heads/a\nb',
  'refs/heads/.a',
  'refs/heads/a.lock',
  'refs/heads/a.lock/b',
  'refs/heads/a@{1}',
  'refs/heads/a~1',
  'x/refs/a',
])('%j is not the name of a ref', (name) => expect(isRefName(name)).toBe(false))

const id = '1'.repeat(40)
const refs = ['refs/heads/main', 'refs/heads/release-1', 'refs/tags/release-1', 'refs/pull/7/head'].map((name) => ({
  name,
  id,
}))

test('patterns pick branches, tags and whole refs', () => {
  const picked = (...only: string[]) => selectRefs(refs, only).map(({ name }) => name)
  expect(picked('main')).toEqual(['refs/heads/main'])
  expect(picked('release-*')).toEqual(['refs/heads/release-1', 'refs/tags/release-1'])
  expect(picked('refs/tags/*', 'refs/pull/*')).toEqual(['refs/tags/release-1', 'refs/pull/7/head'])
  expect(() => picked('main', 'mainly')).toThrow('--only mainly matches no ref')
})

test('a name that is not UTF-8 is shown by its bytes', () => {
  expect(shownName('refs/heads/n\u00e4her')).toBe('refs/heads/n%E4her')
  expect(shownName(Buffer.from('refs/heads/näher').toString('latin1'))).toBe('refs/heads/näher')
})

test('the header of a bundle reads back, however the stream is cut into pieces', async () => {
  const head = bundleHead({ format: 'sha1', refs, head: { ref: 'refs/heads/main' } })
  for (const size of [1, 7, 1000]) {
    const bytes = Buffer.concat([head, Buffer.from('PACK...')])
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
      bytes.subarray(i * size, (i + 1) * size),
    )
    const opened = await openBundle(Readable.from(pieces))
    expect(opened.refs).toEqual(refs)
    expect((await Array.fromAsync(opened.pack as AsyncIterable<Buffer>)).join('')).toBe('PACK...')
  }
})

test.each([
  '',
  '# v2 git bundle\n',
  '# v9 git bundle\n\n',
  `# v2 git bundle\n${id} refs/heads/../x\n\n`,
  '# v2 git bundle\nxyz refs/heads/a\n\n',
  `# v2 git bundle\n-${id} a\n${id} refs/heads/a\n\n`,
])('%j is not a bundle', async (text) => {
  await expect(openBundle(Readable.from([Buffer.from(text)]))).rejects.toMatchObject({ code: 'object-damaged' })
})

test('a pack ends with the digest of its bytes, however it is cut', () => {
  const body = Buffer.concat([Buffer.from('PACK'), Buffer.alloc(500, 'x')])
  const whole = Buffer.concat([body, createHash('sha1').update(body).digest()])
  const ends = (bytes: Buffer, size: number) => {
    const end = new PackEnd('sha1')
    for (let at = 0; at < bytes.length; at += size) end.add(bytes.subarray(at, at + size))
    end.require()
  }
  for (const size of [1, 3, 19, 20, 21, 300, 1000]) {
    expect(() => ends(whole, size)).not.toThrow()
    expect(() => ends(whole.subarray(0, -1), size)).toThrow('does not end as one')
    expect(() => ends(Buffer.alloc(0), size)).toThrow('does not end as one')
  }
})
