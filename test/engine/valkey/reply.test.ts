import { expect, test } from 'vitest'
import { commandBytes, Refusal, type Reply, ReplyReader } from '../../../src/engine/valkey/protocol/reply.ts'

const stream = Buffer.from(
  '+OK\r\n:-7\r\n$5\r\na\r\nbc\r\n$-1\r\n*3\r\n$1\r\nx\r\n*1\r\n:1\r\n$0\r\n\r\n-NOPERM no right\r\n*0\r\n',
)

const plain = (reply: Reply): unknown =>
  Buffer.isBuffer(reply) ? String(reply) : Array.isArray(reply) ? reply.map(plain) : reply

test.each([1, 2, 3, 7, 1000])('answers are the same when they arrive %d bytes at a time', (step) => {
  const reader = new ReplyReader()
  const replies: unknown[] = []
  for (let at = 0; at < stream.length; at += step)
    for (const reply of reader.push(stream.subarray(at, at + step))) replies.push(plain(reply))
  expect(replies).toEqual(['OK', -7, 'a\r\nbc', null, ['x', [1], ''], new Refusal('NOPERM no right'), []])
})

test('bytes after the last answer are kept for the next reader', () => {
  const reader = new ReplyReader()
  expect([...reader.push(Buffer.from('+OK\r\n$EOF'))]).toEqual(['OK'])
  expect(String(reader.rest())).toBe('$EOF')
})

test('a command is a list of arbitrary bytes', () => {
  expect(commandBytes(['SET', Buffer.from([13, 10]), 7]).toString('latin1')).toBe(
    '*3\r\n$3\r\nSET\r\n$2\r\n\r\n\r\n$1\r\n7\r\n',
  )
})
