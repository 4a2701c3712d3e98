import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { type Mail, sendMail } from '../../src/channel/channel.ts'
import { Problem } from '../../src/problem.ts'
import { startMailServer } from './mail-server.ts'

const options = { where: 'notify.mail', signal: new AbortController().signal, insecure: true }
const letter: Mail = {
  from: 'backup@example.com',
  to: ['ops@example.com', 'cto@example.com'],
  subject: 'orders failed',
  text: 'It failed.\n',
  html: '<p>It failed.</p>',
}
const failure = async (sending: Promise<void>): Promise<string> => {
  try {
    await sending
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
  throw new Error('it was taken')
}

test('a mail is delivered to every recipient, as text and as HTML', async () => {
  await using server = await startMailServer({ tls: false })
  await sendMail(`smtp://bot:ge%25heim@127.0.0.1:${server.port}`, letter, options)
  const [found] = server.letters
  expect(found).toMatchObject({ from: 'backup@example.com', to: ['ops@example.com', 'cto@example.com'] })
  expect(found?.source).toContain('Subject: orders failed')
  expect(found?.source).toContain('It failed.')
  expect(found?.source).toContain('<p>It failed.</p>')
})

test('a subject with line ends makes no header and no recipient', async () => {
  await using server = await startMailServer({ tls: false })
  const subject = `orders\r\nBcc: mallory@example.com\r\n\r\nbody ${'x'.repeat(100_000)}`
  await sendMail(`smtp://bot:ge%25heim@127.0.0.1:${server.port}`, { ...letter, subject }, options)
  const [found] = server.letters
  const headers = found?.source.split('\r\n\r\n')[0] ?? ''
  expect(headers).not.toMatch(/^bcc:/im)
  expect(headers.replace(/\r\n\s+/g, ' ')).toContain('Subject: orders Bcc: mallory@example.com body xx')
  expect(headers.length).toBeLessThan(2000)
  expect(found?.to).toEqual(['ops@example.com', 'cto@example.com'])
})

test('a wrong password is named without it, whatever the server says', async () => {
  await using server = await startMailServer({ tls: false })
  expect(await failure(sendMail(`smtp://bot:hunter2@127.0.0.1:${server.port}`, letter, options))).toBe(
    'notify.mail at 127.0.0.1 does not accept the user and password',
  )
})

test('a server that takes the letter and never answers ends at the time limit', async () => {
  await using server = await startMailServer({ tls: false, hangs: true })
  const began = performance.now()
  const url = `smtp://bot:ge%25heim@127.0.0.1:${server.port}`
  expect(await failure(sendMail(url, letter, { ...options, limitMs: 500 }))).toBe(
    'notify.mail did not answer within 0.5 s',
  )
  expect(performance.now() - began).toBeLessThan(3000)
})

test('a server that does not even greet ends at the time limit', async () => {
  const silent = createServer(() => {})
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as AddressInfo
  expect(await failure(sendMail(`smtp://127.0.0.1:${port}`, letter, { ...options, limitMs: 400 }))).toBe(
    'notify.mail did not answer within 0.4 s',
  )
  silent.close()
})

test('a certificate that nobody vouches for is refused', async () => {
  await using server = await startMailServer()
  const url = `smtp://bot:ge%25heim@127.0.0.1:${server.port}`
  expect(await failure(sendMail(url, letter, { ...options, insecure: false }))).toContain('notify.mail at 127.0.0.1')
  expect(server.letters).toEqual([])
})

test('an address that is none names no secret', async () => {
  expect(await failure(sendMail('bot:hunter2@mail', letter, options))).toBe(
    'notify.mail has no address that begins with smtps:// or smtp://',
  )
})
