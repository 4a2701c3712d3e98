import type { SendMailOptions } from 'nodemailer'
import { cancelled, Problem } from '../problem.ts'
import { channelLimitMs, type SendOptions } from './contract.ts'
import { failed, isLoopback } from './request.ts'

export interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** Sends one mail. `server`: smtps://user:password@host:465, or smtp:// with STARTTLS. Throws `channel-failed`. */
export async function sendMail(
  server: string,
  mail: Mail,
  { where, signal, limitMs = channelLimitMs, insecure = false }: SendOptions & { readonly insecure?: boolean },
): Promise<void> {
  const url = URL.parse(server.trim())
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '')
    throw failed(
      where,
      'has no address that begins with smtps:// or smtp://',
      'Write smtps://user:${PASSWORD}@host:465.',
    )
  // Only what speaks to a mail server pays for it.
  const { createTransport } = await import('nodemailer')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const user = decode(url.username)
  const transport = createTransport({
    host,
    port: Number(url.port) || (url.protocol === 'smtps:' ? 465 : 587),
    secure: url.protocol === 'smtps:',
    requireTLS: !insecure && !isLoopback(host),
    ...(user ? { auth: { user, pass: decode(url.password) } } : {}),
    connectionTimeout: limitMs,
    greetingTimeout: limitMs,
    socketTimeout: limitMs,
    dnsTimeout: limitMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const limit = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
  const message: SendMailOptions = { ...mail, to: [...mail.to], subject: header(mail.subject) }
  const sending = transport.sendMail(message)
  try {
    await Promise.race([sending, fired(limit)])
  } catch (error) {
    if (signal.aborted) throw cancelled(signal)
    throw failed(where, limit.aborted ? `did not answer within ${limitMs / 1000} s` : reasonOf(error, host))
  } finally {
    // What is not over yet ends with its connection; that it failed is said already.
    sending.catch(() => {})
    transport.close()
  }
}

/** One line: whatever follows an end of line would be a header, or the text. */
const header = (text: string) =>
  text
    .replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim()
    .slice(0, 200)

function fired(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}

/** A server's own words may repeat the password that it was sent: only the number of its answer is passed on. */
function reasonOf(error: unknown, host: string): string {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  if (code === 'EAUTH') return `at ${host} does not accept the user and password`
  return responseCode
    ? `at ${host} answered ${responseCode}`
    : `at ${host} could not be reached: ${code ?? 'no reason is known'}`
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch (cause) {
    throw new Problem('channel-failed', "a mail server's user or password is not URL-encoded", {
      hint: 'Write a % in it as %25.',
      cause,
    })
  }
}
