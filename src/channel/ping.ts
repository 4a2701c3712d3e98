import type { SendOptions } from './contract.ts'
import { post } from './request.ts'

export type PingMoment = 'start' | 'success' | 'failure'

/** As Healthchecks has it: the address itself is a success; the body is kept with the ping, for people. */
export async function ping(
  url: string,
  moment: PingMoment,
  text: string,
  { insecure, ...options }: SendOptions & { readonly insecure?: boolean },
): Promise<void> {
  const path = { start: '/start', success: '', failure: '/fail' }[moment]
  const [, address = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(url.trim()) ?? []
  const whole = path === '' ? `${address}${query}` : `${address.replace(/\/+$/, '')}${path}${query}`
  await post(
    { url: whole, body: text.slice(0, 10_000), contentType: 'text/plain; charset=utf-8', insecure: insecure ?? false },
    options,
  )
}
