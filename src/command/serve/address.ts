import { isIP } from 'node:net'
import { Problem } from '../../problem.ts'

/** Where the server listens. */
export interface Listen {
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
}

export const defaultListen = '127.0.0.1:8484'

/** "127.0.0.1:8484", "[::1]:8484", "localhost:8484", or a port alone, of the loopback. Throws `usage`. */
export function parseListen(text: string): Listen {
  const [, six, name, digits = ''] = /^(?:\[([0-9a-f:.]+)\]:|([a-z0-9.-]+):)?(\d{1,5})$/i.exec(text) ?? []
  const host = six ?? name ?? '127.0.0.1'
  const port = Number(digits)
  const isHost = six !== undefined ? isIP(six) === 6 : host === 'localhost' || isIP(host) === 4
  if (digits !== '' && port <= 65_535 && isHost) return { host, port }
  throw new Problem('usage', `--listen ${JSON.stringify(text)} is not an address and a port`, {
    hint: `Write --listen ${defaultListen}, or --listen '[::1]:8484'; the address is an IP address of this machine.`,
  })
}

/** True where only this machine can come. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'))
}

/** "http://127.0.0.1:8484" */
export function urlOf({ host, port }: Listen): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`
}
