import { ListObjectsV2Command } from '@aws-sdk/client-s3'
import { stopIfAborted } from '../../problem.ts'
import type { Stored } from '../contract.ts'
import { compareKeys } from '../key.ts'
import { storeProblem } from '../problem.ts'
import { etagOf, knownBuckets, writtenAt } from './look.ts'
import type { Session } from './session.ts'

/** Every page; one that is no page, or contradicts itself, the page before it, or the order of keys is `store-failed`. */
export async function* listObjects(session: Session, prefix: string, signal: AbortSignal): AsyncGenerator<Stored> {
  const wrong = (because: string) =>
    storeProblem('store-failed', `ListObjectsV2 ${prefix}*: ${because}, in ${session.where}`)
  const tokens = new Set<string>()
  let token: string | undefined
  let last: string | undefined
  do {
    stopIfAborted(signal)
    const input = {
      Bucket: session.bucket,
      Prefix: session.prefix + prefix,
      ...(token === undefined ? {} : { ContinuationToken: token }),
    }
    const page = await session.run({ call: 'ListObjectsV2', key: `${prefix}*`, signal }, (o) =>
      session.client.send(new ListObjectsV2Command(input), o),
    )
    // Whatever else answers 200, an empty body or a page for people, would pass for a bucket without objects.
    if (page.IsTruncated === undefined) throw wrong('the answer does not say whether it is all')
    knownBuckets.add(session)
    const contents = page.Contents ?? []
    if (page.KeyCount !== undefined && page.KeyCount !== contents.length)
      throw wrong(`a page says ${page.KeyCount} keys and has ${contents.length}`)
    for (const { Key, Size, ETag, LastModified } of contents) {
      if (Key === undefined || Size === undefined || ETag === undefined)
        throw wrong('an entry has no key, size or etag')
      if (!Key.startsWith(session.prefix + prefix)) throw wrong(`it has a key outside: ${JSON.stringify(Key)}`)
      const key = Key.slice(session.prefix.length)
      if (last !== undefined && compareKeys(key, last) <= 0) throw wrong(`the keys are not in order at ${key}`)
      last = key
      // The marker that consoles make for a folder.
      if (key !== '') yield { key, bytes: Size, etag: etagOf(ETag), ...writtenAt({ LastModified }) }
    }
    token = page.NextContinuationToken
    if (page.IsTruncated && !token) throw wrong('a page says that there are more, and not where')
    if (!page.IsTruncated) return
    if (token !== undefined && tokens.has(token)) throw wrong('the pages go round in a circle')
    if (token !== undefined) tokens.add(token)
  } while (token !== undefined)
}

/** Names right below the prefix: one request for a thousand of them, however many objects are below each. */
export async function listFolders(session: Session, signal: AbortSignal): Promise<readonly string[]> {
  const names = new Set<string>()
  const tokens = new Set<string>()
  let token: string | undefined
  do {
    stopIfAborted(signal)
    const input = {
      Bucket: session.bucket,
      Prefix: session.prefix,
      Delimiter: '/',
      ...(token === undefined ? {} : { ContinuationToken: token }),
    }
    const page = await session.run({ call: 'ListObjectsV2', key: '*', signal }, (o) =>
      session.client.send(new ListObjectsV2Command(input), o),
    )
    const wrong = (because: string) => storeProblem('store-failed', `ListObjectsV2 *: ${because}, in ${session.where}`)
    if (page.IsTruncated === undefined) throw wrong('the answer does not say whether it is all')
    for (const { Prefix } of page.CommonPrefixes ?? []) {
      if (Prefix === undefined || !Prefix.startsWith(session.prefix)) throw wrong('it has a folder outside')
      names.add(Prefix.slice(session.prefix.length, -1))
    }
    token = page.NextContinuationToken
    if (page.IsTruncated && !token) throw wrong('a page says that there are more, and not where')
    if (!page.IsTruncated) break
    if (token !== undefined && tokens.has(token)) throw wrong('the pages go round in a circle')
    if (token !== undefined) tokens.add(token)
  } while (token !== undefined)
  return [...names].sort(compareKeys)
}
