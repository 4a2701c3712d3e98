import { createHash } from 'node:crypto'
import encodeQR from 'qr'
import type { Policy } from '../../policy/policy.ts'
import { isProblem, Problem } from '../../problem.ts'
import { documentHtml, kitDocument } from '../../report/report.ts'
import { encodeSecretKey, recipientOf, type SecretKey } from '../../seal/seal.ts'
import { version, type World } from '../../world.ts'
import type { Options } from '../option.ts'
import { pathFrom, readPolicy } from '../project/policy-file.ts'
import { makeProject } from '../project/project.ts'
import { readSecretKeys } from '../project/secret.ts'
import { readPages } from '../recovery-kit/pages.ts'
import { kitOf } from '../recovery-kit/text.ts'
import { replaceSecretFile } from '../report/file.ts'
import { printPdf } from '../report/pdf.ts'
import type { Result } from '../result.ts'
import { keysHeld } from './age.ts'

/** Writes a page to print and lock away, with the secret key that is given. Nothing of it goes to the log. */
export async function makeKit(world: World, { html, pdf, policy: path }: Options): Promise<Result> {
  if (html === undefined && pdf === undefined)
    throw new Problem('usage', 'the recovery kit needs a file to be written to', {
      hint: 'Run `backproof keys kit --pdf recovery-kit.pdf`, print it, and delete the file.',
    })
  const [key, ...more] = await readSecretKeys(world)
  if (!key || more.length > 0)
    throw new Problem('usage', `${more.length + 1} secret keys are given, and a kit is of one`, {
      hint: 'Leave one rsec1... key in BACKPROOF_SECRET_KEY, and make a kit of each.',
    })
  const policy = await policyAtHand(world, path)
  const document = kitDocument(await lookOf(world, key, policy))
  const files: string[] = []
  if (html !== undefined) files.push(await replaceSecretFile(pathFrom(world.cwd, html), documentHtml(document), 'html'))
  if (pdf !== undefined) files.push(await replaceSecretFile(pathFrom(world.cwd, pdf), await printPdf(document), 'pdf'))
  const text = () =>
    `the recovery kit of ${key.fingerprint} is in ${files.join(' and ')}, which only you can read: print it, lock it away, and delete the file`
  return { json: { version: 1, fingerprint: key.fingerprint, files }, text, problems: [] }
}

/** undefined: there is none here; the key is worth a page all the same. One with mistakes is told. */
async function policyAtHand(world: World, path: string | undefined): Promise<Policy | undefined> {
  try {
    return makeProject(world, await readPolicy(world, path), []).policy
  } catch (error) {
    if (path === undefined && isProblem(error, 'usage')) return undefined
    throw error
  }
}

async function lookOf(world: World, key: SecretKey, policy: Policy | undefined) {
  const recipient = recipientOf(key)
  const named = policy && keysHeld(policy).find((one) => one.fingerprint === key.fingerprint)
  const secret = encodeSecretKey(key)
  const scripts = [...kitOf(await readPages(), version)].filter(([name]) => name.endsWith('.py'))
  return {
    project: policy?.project ?? 'backups',
    at: world.now().toISOString(),
    ...{ secret, recipient, fingerprint: key.fingerprint, inPolicy: named !== undefined },
    // Upper case is shorter as a code, and the same key.
    picture: encodeQR(secret.toUpperCase(), 'svg', { ecc: 'quartile' }),
    ...(named?.holder === undefined ? {} : { holder: named.holder }),
    stores: Object.entries(policy?.stores ?? {}).map(([name, store]) => ({ name, where: whereOf(store, world.cwd) })),
    sources: Object.keys(policy?.sources ?? {}),
    scripts: scripts.map(([name, text]) => ({ name, sha256: createHash('sha256').update(text).digest('hex') })),
  }
}

/** On paper, a path says nothing that begins in some working folder. */
function whereOf(store: Policy['stores'][string], cwd: string): string {
  if (store.kind === 'directory')
    return `directory ${store.path.includes('${') ? store.path : pathFrom(cwd, store.path)}`
  const endpoint = store.endpoint === undefined ? '' : ', at the endpoint of the policy'
  return `s3://${store.bucket}${store.prefix === '' ? '' : `/${store.prefix}`} (${store.region}${endpoint})`
}
