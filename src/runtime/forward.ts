import type { Address, Reached, Service } from './contract.ts'

type Services = Readonly<Record<string, Service>>

/** Where `via` has forwarded a server to; undefined: it has not. */
export function forwardOf(server: Address, services: Services): Reached | undefined {
  const service = Object.hasOwn(services, server.host) ? services[server.host] : undefined
  const port = service?.forwarded ? Number(service.ports?.[server.port]) : Number.NaN
  return Number.isInteger(port) ? { host: '127.0.0.1', port, of: server } : undefined
}

/** The hosts whose ports are forwarded. */
export const forwardedHosts = (services: Services): readonly string[] =>
  Object.entries(services).flatMap(([host, { forwarded }]) => (forwarded ? [host] : []))
