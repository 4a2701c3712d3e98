import { plainHttpFault, type Secret, type StoreConfig } from '../../../policy/policy.ts'
import { Problem } from '../../../problem.ts'
import type { StoreOptions } from '../../../store/store.ts'
import { pathFrom } from '../policy-file.ts'

/** What a store of the policy is opened with: paths from the working directory, and what secrets say. */
export function storeOptions(config: StoreConfig, cwd: string): StoreOptions {
  if (config.kind === 'directory') {
    return { kind: 'directory', path: pathFrom(cwd, config.path), minFreeBytes: config.minFreeBytes }
  }
  const { endpoint, insecure = false, accessKeyId, secretAccessKey, sessionToken, ...plain } = config
  const address = endpoint?.reveal()
  if (endpoint !== undefined && address !== undefined) {
    const fault = URL.canParse(address) ? plainHttpFault(address, insecure) : noAddress
    if (fault)
      throw badValue(`the endpoint of bucket ${config.bucket}, by ${endpoint.origin()}, ${fault.message}`, fault.hint)
  }
  return {
    ...plain,
    ...(address === undefined ? {} : { endpoint: address }),
    ...(accessKeyId ? { accessKeyId: credential(accessKeyId) } : {}),
    ...(secretAccessKey ? { secretAccessKey: credential(secretAccessKey, edged) } : {}),
    ...(sessionToken ? { sessionToken: credential(sessionToken) } : {}),
  }
}

const noAddress = { message: 'is not an address', hint: 'Give it an address such as https://s3.example.com.' } as const

const badValue = (message: string, hint?: string) => new Problem('policy-invalid', message, { hint })

/** What goes into a header, whose own error would show it; and what is only signed with, where a space may be meant. */
const [plainText, edged] = [/^[\u0021-\u007e]+$/, /^[^\s\p{Cc}](?:[^\p{Cc}]*[^\s\p{Cc}])?$/u]

function credential(secret: Secret, form = plainText): string {
  const value = secret.reveal()
  if (form.test(value)) return value
  throw badValue(
    `the credential by ${secret.origin()} has a space, a line break or a character that no key contains`,
    'Set the secret again, without a space or a line break before, in or after it.',
  )
}
