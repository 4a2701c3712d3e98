import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { base, changes, long, openPullRequest, type PullRequest, path, planOf, short } from './pull-request.ts'
import { keys, otherKeys } from './shop.ts'

let pull: PullRequest
let office: PullRequest['office']
let github: PullRequest['github']
beforeEach(async () => {
  pull = await openPullRequest({ fork: true })
  ;({ office, github } = pull)
})
afterEach(() => pull[Symbol.asyncDispose]())

const plan = () => planOf(office)

describe('a pull request from a fork', () => {
  test('is reviewed as far as possible without a secret', async () => {
    // Nothing of a store may be touched: here it would be an error.
    const folder = '"${NOT_GIVEN}"'
    const keyless = (text: string) =>
      text.replace(
        'directory: { path: ./a }',
        `s3: { bucket: shop-b, region: eu-north-1, access-key-id: "${'$'}{NOT_GIVEN_EITHER}", secret-access-key: ${folder} }`,
      )
    await office.write(path, keyless(short))
    github.files.set(`${path}@${base}`, keyless(long).replaceAll('./data', office.path('data')))
    const { json, codes, markdown } = await plan()
    expect([json.basis, codes, changes(json)]).toEqual(['offline', [], []])
    expect(json.sources[0]?.outlook?.after.days.length).toBeGreaterThanOrEqual(364)
    expect(markdown).toContain('comes from a fork')
    expect(github.asked.filter((line) => !line.startsWith('GET'))).toEqual([])
  })

  test('receives nothing from the environment', async () => {
    office.env({ PRIVATE: 'not-for/strangers' })
    const told = 'directory: { path: "./${PRIVATE}" }'
    const bucket = 's3: { bucket: "${PRIVATE}", region: eu-north-1 }'
    await office.write(
      path,
      short.replace('directory: { path: ./a }', told).replace('directory: { path: ./b }', bucket),
    )
    const { json, markdown } = await plan()
    expect(json.basis).toBe('offline')
    expect(`${JSON.stringify(json)}${markdown}${office.world.lines.join()}`).not.toContain('strangers')
  })

  test('may have stores whose addresses differ only by values that it does not receive', async () => {
    const told = (name: string) => `s3: { bucket: "\${${name}}", region: eu-north-1 }`
    const buckets = (text: string) =>
      text
        .replace('directory: { path: ./a }', told('BUCKET'))
        .replace('directory: { path: ./b }', told('OTHER_BUCKET'))
        .replaceAll('./data', office.path('data'))
    await office.write(path, buckets(short))
    github.files.set(`${path}@${base}`, buckets(long))
    const { json, codes } = await plan()
    expect([json.basis, codes, json.sources[0]?.storesMoved]).toEqual(['offline', [], []])
  })

  test('does not pass if it removes a source, because what that leaves behind is unknown', async () => {
    await office.write(path, long.replace('  files:', '  papers:').replace('./data', './other'))
    const { json, codes } = await plan()
    expect([json.basis, codes]).toEqual(['offline', ['gate-unmet']])
    expect(json.failing).toEqual([
      'papers: ./other is backed up, which was not before',
      expect.stringMatching(/^files: is removed, and what becomes of its backups is not known/),
    ])
  })

  test.each([
    [
      'other keys',
      (text: string) => text.replace(/rpub1\w+/, otherKeys.recipient),
      /^no key of the earlier policy stays/,
    ],
    [
      'signers',
      (text: string) => text.replace(/^encryption: \{/m, `$& signers: [${keys.signer}],`),
      /^no signer of the earlier policy stays/,
    ],
    [
      'other stores',
      (text: string) => text.replace('./a }', './elsewhere }').replace('stores: [a, b]', 'stores: [a]'),
      /^files: none of its stores stays/,
    ],
  ] as const)('does not pass if it sets %s', async (_, edit, why) => {
    await office.write(path, edit(long))
    const { json, codes } = await plan()
    expect([json.basis, codes]).toEqual(['offline', ['gate-unmet']])
    expect(json.failing).toContainEqual(expect.stringMatching(why))
  })

  test('passes if it removes one store, and does not pass if it adds a key', async () => {
    await office.write(path, long.replace('stores: [a, b]', 'stores: [a]'))
    expect((await plan()).codes).toEqual([])
    await office.write(path, long.replace(/rpub1\w+/, `$&, ${otherKeys.recipient}`))
    expect((await plan()).codes).toEqual(['gate-unmet'])
  })
})
