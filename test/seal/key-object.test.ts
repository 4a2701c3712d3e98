import { describe, expect, it } from 'vitest'
import { isProblem } from '../../src/problem.ts'
import { sealedKeyObject } from '../../src/seal/key-object.ts'
import {
  boxDataKey,
  fingerprint,
  generateKeys,
  newDataKey,
  parseKeyObject,
  parseSecretKeys,
  unboxDataKey,
} from '../../src/seal/seal.ts'
import { problemOf } from '../problem.ts'

const id = 'orders-2026-02-14T09-15-30.123456Z'
const [ann, bob, eve] = [generateKeys(), generateKeys(), generateKeys()]
const key = newDataKey()
const bytes = boxDataKey(id, key, [ann.recipient, bob.recipient])
const text = Buffer.from(bytes).toString()

describe('the key object', () => {
  it('opens with the secret of any of its recipients', () => {
    for (const secrets of [ann.secret, bob.secret, `${eve.secret} ${bob.secret}`]) {
      expect(Buffer.from(unboxDataKey(parseKeyObject(bytes), parseSecretKeys(secrets)))).toEqual(Buffer.from(key))
    }
  })

  it('has one box per recipient in order, each with its own key and nonce', () => {
    const again = parseKeyObject(boxDataKey(id, key, [bob.recipient, ann.recipient, bob.recipient.toUpperCase()]))
    expect(again.boxes.map(({ to }) => to)).toEqual([fingerprint(bob.recipient), fingerprint(ann.recipient)])
    const all = [...again.boxes, ...parseKeyObject(bytes).boxes]
    for (const field of ['from', 'nonce', 'box'] as const) expect(new Set(all.map((box) => box[field])).size).toBe(4)
  })

  it('is formatted as indented JSON with a newline at the end', () => {
    expect(text).toBe(`${JSON.stringify(JSON.parse(text), null, 2)}\n`)
    expect(Object.keys(JSON.parse(text))).toEqual(['version', 'id', 'boxes', 'sha256'])
  })

  it('names its recipients and the owners of the given secrets', () => {
    const problem = problemOf(() => unboxDataKey(parseKeyObject(bytes), parseSecretKeys(eve.secret)))
    expect(problem.code).toBe('key-wrong')
    for (const { recipient } of [ann, bob, eve]) expect(problem.message).toContain(fingerprint(recipient))
    expect(problemOf(() => unboxDataKey(parseKeyObject(bytes), [])).message).toContain('given are for none')
  })

  it('needs a valid recipient', () => {
    expect(problemOf(() => boxDataKey(id, key, [])).code).toBe('key-missing')
    expect(problemOf(() => boxDataKey(id, key, [ann.secret])).code).toBe('key-invalid')
    expect(problemOf(() => boxDataKey(id, key, [ann.secret])).message).not.toContain(ann.secret.slice(5, 20))
  })

  it('ignores fields of later versions', () => {
    const later = { ...JSON.parse(text), more: true }
    expect(parseKeyObject(Buffer.from(JSON.stringify(later)))).toEqual(JSON.parse(text))
  })

  it.each([
    ['nothing', ''],
    ['no JSON', text.slice(0, -10)],
    ['another version', text.replace('"version": 1', '"version": 2')],
    ['no boxes', JSON.stringify({ version: 1, id, boxes: [] })],
    ['a short box', text.replace(/"box": "..../, '"box": "')],
    ['no base64', text.replace(/"nonce": "./, '"nonce": "!')],
    ['no fingerprint', text.replace(/"to": "./, '"to": "X')],
    ['too much', JSON.stringify({ version: 1, id, boxes: [], more: 'x'.repeat(300_000) })],
  ])('is damaged with %s', (_, damaged) => {
    const problem = problemOf(() => parseKeyObject(Buffer.from(damaged), 'keys/x.json in s3://b'))
    expect(problem.code).toBe('object-damaged')
    expect(problem.message).toContain('keys/x.json in s3://b is damaged')
  })

  it('never gives another key, whichever bit is flipped', () => {
    const secrets = parseSecretKeys(ann.secret)
    let refused = 0
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes)
      flipped[at] = (flipped[at] as number) ^ (1 << (at % 8))
      try {
        expect(Buffer.from(unboxDataKey(parseKeyObject(flipped), secrets))).toEqual(Buffer.from(key))
      } catch (error) {
        if (!isProblem(error, 'object-damaged', 'key-wrong')) throw error
        refused++
      }
    }
    expect(refused).toBeGreaterThan(bytes.length / 3)
  })

  it('reports that the box for a given secret does not open, unless another one does', () => {
    const object = JSON.parse(text)
    object.boxes[0].box = object.boxes[1].box
    // As somebody writes it who cares; rot is found by the digest.
    expect(problemOf(() => parseKeyObject(Buffer.from(JSON.stringify(object)))).message).toContain('its own SHA-256')
    const parsed = parseKeyObject(sealedKeyObject(object))
    const problem = problemOf(() => unboxDataKey(parsed, parseSecretKeys(ann.secret)))
    expect(problem.code).toBe('object-damaged')
    expect(problem.message).toContain(fingerprint(ann.recipient))
    const both = parseSecretKeys(`${ann.secret} ${bob.secret}`)
    expect(Buffer.from(unboxDataKey(parsed, both))).toEqual(Buffer.from(key))
  })
})
