import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export interface Letter {
  readonly from: string
  readonly to: readonly string[]
  /** As it was sent: headers and body. */
  readonly source: string
}

export interface MailServer extends AsyncDisposable {
  readonly port: number
  readonly letters: Letter[]
}

/** A real SMTP server; it takes letters from `bot` with `geheim` alone, and may take its time. */
export async function startMailServer(
  given: { readonly hangs?: boolean; readonly tls?: boolean } = {},
): Promise<MailServer> {
  const letters: Letter[] = []
  const server = new SMTPServer({
    // A client that may go on without TLS has to be tried with a server that offers none.
    ...(given.tls === false ? { disabledCommands: ['STARTTLS'] } : {}),
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'bot' && password === 'ge%heim'
        ? done(null, { user: username })
        : done(new Error(`no such password: ${password}`)),
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        if (given.hangs) return
        const { mailFrom, rcptTo } = session.envelope
        const from = mailFrom === false ? '' : mailFrom.address
        letters.push({ from, to: rcptTo.map(({ address }) => address), source: Buffer.concat(chunks).toString() })
        done()
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.server.address() as AddressInfo).port,
    letters,
    [Symbol.asyncDispose]: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
