import type { IncomingMessage, ServerResponse } from 'node:http'
import { HttpProblem } from './answer.ts'

const mostBytes = 64 * 1024

/**
 * The JSON of a request's body; undefined where there is none. Nothing past the limit is read.
 * @throws HttpProblem 413, 415 or 400.
 */
export async function readBody(request: IncomingMessage, response: ServerResponse): Promise<unknown> {
  const { headers } = request
  const said = headers['content-length']
  if (said === undefined && headers['transfer-encoding'] === undefined) return undefined
  if (said !== undefined && Number(said) > mostBytes) throw tooLarge()
  if (said !== undefined && Number(said) === 0) return undefined
  // Also against a form of another site: it cannot send this type without being asked first.
  const type = headers['content-type'] ?? ''
  if (!/^application\/json *(; *charset="?utf-8"? *)?$/i.test(type))
    throw new HttpProblem(415, 'type-refused', 'the body is not application/json', {
      hint: 'Send Content-Type: application/json.',
    })
  if (headers['content-encoding'] !== undefined)
    throw new HttpProblem(415, 'encoding-refused', 'the body is encoded', { hint: 'Send it without Content-Encoding.' })
  if (/^100-continue$/i.test(headers.expect ?? '')) response.writeContinue()
  const chunks: Buffer[] = []
  let size = 0
  // Not destroyed where it is too long: its answer goes over the same connection.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > mostBytes) throw tooLarge()
    chunks.push(chunk)
  }
  return parse(Buffer.concat(chunks))
}

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new HttpProblem(400, 'body-refused', 'the body is not JSON in UTF-8')
  }
}

const tooLarge = () => new HttpProblem(413, 'body-too-large', `the body is longer than ${mostBytes / 1024} KiB`)
