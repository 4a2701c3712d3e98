import { X509Certificate } from 'node:crypto'

/** What is shown of a certificate. */
export interface Certificate {
  /** "CN=shop.example", or its alternative names where it has no subject. */
  readonly name: string
  readonly until: Date
}

/** "CN=shop.example until 2027-01-31": the day is UTC's. */
export const described = ({ name, until }: Certificate): string => `${name} until ${until.toISOString().slice(0, 10)}`

/** One certificate, PEM or DER. undefined: it cannot be parsed. */
export function certificateIn(bytes: Buffer | string): Certificate | undefined {
  try {
    const { subject, subjectAltName, validToDate } = new X509Certificate(bytes)
    if (Number.isNaN(validToDate.getTime())) return undefined
    // A line for each part; the common name says most.
    const parts = (subject ?? '').split('\n').filter((part) => part !== '')
    const name = parts.find((part) => part.startsWith('CN=')) ?? parts.join(', ')
    return { name: short(name === '' ? (subjectAltName ?? 'a certificate without a name') : name), until: validToDate }
  } catch {
    return undefined
  }
}

const short = (name: string) => (name.length > 200 ? `${name.slice(0, 200)}...` : name)
