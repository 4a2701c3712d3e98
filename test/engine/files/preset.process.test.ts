import { execFileSync } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { compare } from '../../../src/verify/verify.ts'
import { hold, plainBackup } from '../memory.ts'
import { noRuntime } from '../source.ts'
import { files } from '../step.ts'
import { directory, dumpOf, factsIn, plain, workshop } from './fixture.ts'

type Preset = 'certificates' | 'configuration'

const shop = workshop()
const pem: Record<string, string> = {}
beforeAll(() => {
  for (const [name, days] of Object.entries({ old: -1, soon: 10, later: 400 })) {
    const from = new Date(Date.now() - 100 * 86_400_000)
    const until = new Date(Date.now() + days * 86_400_000)
    pem[name] = certificate(name, from, until)
  }
})
afterAll(() => shop[Symbol.dispose]())

const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const keyPem = privateKey.export({ type: 'pkcs8', format: 'pem' })

/** ASN.1 in DER: tag, length, content. */
function der(tag: number, ...content: readonly Buffer[]): Buffer {
  const body = Buffer.concat(content)
  const length = body.length < 128 ? Buffer.of(body.length) : Buffer.of(0x82, body.length >> 8, body.length & 0xff)
  return Buffer.concat([Buffer.of(tag), length, body])
}

/** A certificate that signs itself: OpenSSL's program takes no date before 3.4. */
function certificate(name: string, from: Date, until: Date): string {
  const ecdsaWithSha256 = der(0x30, der(0x06, Buffer.from('2a8648ce3d040302', 'hex')))
  const attribute = (oid: string, text: string) =>
    der(0x31, der(0x30, der(0x06, Buffer.from(oid, 'hex')), der(0x0c, Buffer.from(text))))
  const subject = der(0x30, attribute('55040a', 'Shop'), attribute('550403', `${name}.example`))
  const time = (date: Date) => der(0x18, Buffer.from(date.toISOString().replace(/[-:T]|\.\d+/g, '')))
  const body = der(
    0x30,
    der(0xa0, der(0x02, Buffer.of(2))),
    der(0x02, Buffer.of(1)),
    ecdsaWithSha256,
    subject,
    der(0x30, time(from), time(until)),
    subject,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = der(0x03, Buffer.of(0), sign('sha256', body, privateKey))
  const text = der(0x30, body, ecdsaWithSha256, signature).toString('base64').replace(/.{64}/g, '$&\n')
  return `-----BEGIN CERTIFICATE-----\n${text}\n-----END CERTIFICATE-----\n`
}

let sources = 0
/** A directory with these files, by name: content and mode. */
function sourceOf(content: Record<string, { readonly text: string | Buffer; readonly mode?: number }>): string {
  const source = shop.at(`source-${++sources}`)
  mkdirSync(source)
  for (const [name, { text, mode = 0o600 }] of Object.entries(content)) {
    writeFileSync(`${source}/${name}`, text)
    chmodSync(`${source}/${name}`, mode)
  }
  return source
}

async function looked(source: string, preset?: Preset) {
  const dump = dumpOf([source], preset === undefined ? {} : { preset })
  const held = await hold(dump)
  const said = dump.result().findings.map(({ level, message }) => `${level}: ${message.replaceAll(source, 'S')}`)
  const listed = held.facts.objects['certificate']?.map((line) => line.replaceAll(source, 'S'))
  return { held, said, listed }
}

describe('certificates', () => {
  test('each one of a chain is listed with its date, and reported before it expires', async () => {
    const source = sourceOf({
      'chain.pem': { text: `leaf\n${pem['soon']}${pem['later']}` },
      'old.crt': { text: `${pem['old']}` },
    })
    const { said, listed } = await looked(source, 'certificates')
    expect(listed).toEqual([
      `S/chain.pem: CN=later.example until ${day(400)}`,
      `S/chain.pem: CN=soon.example until ${day(10)}`,
      `S/old.crt: CN=old.example until ${day(-1)}`,
    ])
    expect(said).toEqual([
      `warning: S/chain.pem: CN=soon.example until ${day(10)} expires in 9 days`,
      `warning: S/old.crt: CN=old.example until ${day(-1)} has expired`,
    ])
  })

  test('DER is read where the name says so; what is cut off is reported', async () => {
    const bytes = Buffer.from((pem['later'] ?? '').replace(/-----.*-----|\n/g, ''), 'base64')
    const { said, listed } = await looked(
      sourceOf({
        'a.der': { text: bytes },
        'b.bin': { text: bytes },
        'c.cer': { text: bytes.subarray(0, 200) },
        'd.pem': { text: `${pem['later']?.slice(0, 300)}` },
      }),
      'configuration',
    )
    expect(listed).toEqual([`S/a.der: CN=later.example until ${day(400)}`])
    expect(said).toEqual([
      'warning: S/c.cer holds a certificate that cannot be parsed',
      'warning: S/d.pem holds a certificate that cannot be parsed',
    ])
  })

  test('a source of certificates without one is reported; one of configuration need not have any', async () => {
    const source = sourceOf({ 'a.txt': { text: 'nothing' } })
    expect((await looked(source, 'certificates')).said).toEqual(['warning: no certificate was found in S'])
    expect((await looked(source, 'configuration')).said).toEqual([])
  })

  test('a restore is compared with the list', async () => {
    const { held } = await looked(sourceOf({ 'a.pem': { text: `${pem['later']}` } }), 'certificates')
    const target = directory(shop.at('restored'))
    await files.restore(plainBackup(held), target, noRuntime, plain)
    const restored = await factsIn(shop.at('restored'), held)
    expect(restored.objects['certificate']).toEqual(held.facts.objects['certificate'])
    expect(compare(held.facts, restored)).toEqual([])
    const other = { ...restored, objects: { ...restored.objects, certificate: [] } }
    expect(compare(held.facts, other).map(({ message }) => message)).toEqual([
      `certificate ${held.facts.objects['certificate']?.[0]} is missing`,
    ])
  })

  test('nothing is looked into without a preset, and nothing changes in the archive with one', async () => {
    const source = sourceOf({ 'a.pem': { text: `${pem['old']}${keyPem}`, mode: 0o644 } })
    const without = await looked(source)
    expect(without).toMatchObject({ said: [], listed: undefined })
    const parts = (held: typeof without.held) => held.parts.get('files.tar')
    const preset = await looked(source, 'certificates')
    expect(preset.said).toHaveLength(2)
    expect(parts(preset.held)).toEqual(parts(without.held))
  })
})

describe('private keys', () => {
  test('are reported where every user may read or replace them, in whatever form', async () => {
    const key = privateKey
    writeFileSync(shop.at('key'), keyPem, { mode: 0o600 })
    const encrypted = { type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'secret' } as const
    execFileSync(
      'openssl',
      ['pkcs12', '-export', '-nocerts', '-inkey', shop.at('key'), '-passout', 'pass:x'].concat('-out', shop.at('p12')),
    )
    const { said } = await looked(
      sourceOf({
        'der.key': { text: key.export({ type: 'pkcs8', format: 'der' }), mode: 0o644 },
        'encrypted.der': { text: key.export({ ...encrypted, format: 'der' }), mode: 0o604 },
        'encrypted.pem': { text: key.export({ ...encrypted, format: 'pem' }), mode: 0o666 },
        'group.pem': { text: keyPem, mode: 0o640 },
        'own.pem': { text: keyPem },
        'public.key': { text: 'not a key', mode: 0o644 },
        'sec1.pem': { text: key.export({ type: 'sec1', format: 'pem' }), mode: 0o602 },
        'store.jks': { text: Buffer.from('feedfeed00000002', 'hex'), mode: 0o644 },
        'store.p12': { text: readFileSync(shop.at('p12')), mode: 0o644 },
      }),
      'configuration',
    )
    const line = (name: string, mode: string) =>
      `warning: S/${name} holds a private key that every user may read or replace (mode ${mode})`
    expect(said).toEqual([
      line('der.key', '0644'),
      line('encrypted.der', '0604'),
      line('encrypted.pem', '0666'),
      line('sec1.pem', '0602'),
      line('store.jks', '0644'),
      line('store.p12', '0644'),
    ])
  })

  test('are found where a file comes in several pieces, and not past a mebibyte', async () => {
    const text = (bytes: number) => `${'#'.repeat(bytes)}\n${keyPem}`
    const { said } = await looked(
      sourceOf({ 'large.pem': { text: text(1 << 20), mode: 0o644 }, 'near.pem': { text: text(900_000), mode: 0o644 } }),
      'configuration',
    )
    expect(said).toEqual(['warning: S/near.pem holds a private key that every user may read or replace (mode 0644)'])
  })
})

test('links out of the paths are reported, those inside are not', async () => {
  const source = sourceOf({ 'a.conf': { text: 'a' } })
  mkdirSync(`${source}/live`)
  symlinkSync('../a.conf', `${source}/live/in`)
  symlinkSync(`${source}/a.conf`, `${source}/live/whole`)
  symlinkSync('../../elsewhere', `${source}/live/out`)
  symlinkSync('/etc/hosts', `${source}/hosts`)
  symlinkSync(`${source}-beside`, `${source}/near`)
  expect((await looked(source, 'configuration')).said).toEqual([
    'warning: S/hosts is a link to /etc/hosts, which is outside of what is backed up',
    'warning: S/live/out is a link to ../../elsewhere, which is outside of what is backed up',
    'warning: S/near is a link to S-beside, which is outside of what is backed up',
  ])
})
