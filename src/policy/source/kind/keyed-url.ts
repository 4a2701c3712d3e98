import { isProblem } from '../../../problem.ts'
import { judged, serverUrl } from '../../value/leaf.ts'
import type { Secret } from '../../value/secret.ts'

/** The address of a server that is asked by HTTP with an API key: that stands where other addresses have a user. */
export const keyedUrl = (variable: string, host: string) =>
  judged(serverUrl({ schemes: ['https', 'http'], example: host }), (text) =>
    /^[a-z]+:\/\/[^@/?#:$]+@/.test(text)
      ? {
          message: 'has an API key written into the file',
          hint: `Write url: https://\${${variable}}@${host}, keep the value in a secret, and replace the key: it is in the history of the file.`,
        }
      : undefined,
  )

/** "search.example:7700"; undefined: it is not known here. */
export function hostOf(url: Secret): string | undefined {
  try {
    return /^[a-z]+:\/\/(?:[^@/?#]*@)?([^/?#]+)/.exec(url.reveal())?.[1]
  } catch (error) {
    // Whoever connects says so.
    if (!isProblem(error, 'secret-missing')) throw error
    return undefined
  }
}
