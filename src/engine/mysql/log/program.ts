import { isProblem, Problem } from '../../../problem.ts'
import { dockerRun, hostRuntime, type Runtime, text } from '../../../runtime/runtime.ts'
import type { Bench, Programs } from '../../contract.ts'
import { type Product, toldVersion, type Version } from '../product.ts'
import type { Asker } from '../session.ts'

type Place = Pick<Asker, 'connection' | 'runtime' | 'signal'>

/** The version of the program that reads the log. Throws `tool-missing`: the images of MySQL in Docker's library are without it. */
export async function binlogVersion({ connection, runtime, signal }: Place): Promise<Version | undefined> {
  const { product } = connection
  try {
    return toldVersion(await text(runtime, { program: product.binlog, args: ['--no-defaults', '--version'] }, signal))
      ?.version
  } catch (error) {
    if (!isProblem(error, 'tool-missing')) throw error
    throw new Problem('tool-missing', `${product.binlog}, which reads the binary log, is not in ${runtime.where}`, {
      hint: missingHint(product),
      cause: error,
    })
  }
}

const missingHint = (product: Product): string =>
  product.name === 'mysql'
    ? 'Set tools: host and install the client programs of MySQL there, or tools: { image: ... } with one that has it, such as percona/percona-server.'
    : 'Set tools: host and install the client programs of MariaDB there, or tools: { image: mariadb:VERSION }.'

/** Where a log is read that is played back in a throw-away server: in it, or where its image has no program for that, on this machine. */
export async function readerFor(
  place: Place,
  wanted: Version,
  tools: Programs['tools'],
  { baseEnv, label }: Pick<Bench, 'baseEnv' | 'label'>,
): Promise<Runtime | undefined> {
  try {
    await binlogVersion(place)
    return undefined
  } catch (error) {
    if (!isProblem(error, 'tool-missing')) throw error
  }
  const runtime =
    tools.kind === 'image' ? dockerRun({ image: tools.image, label, baseEnv }) : hostRuntime({ env: baseEnv })
  const found = await binlogVersion({ ...place, runtime })
  if (found?.major === wanted.major) return runtime
  const { noun, binlog } = place.connection.product
  throw new Problem(
    'tool-version',
    `the log is of ${noun} ${wanted.text}, but ${binlog} in ${runtime.where} is ${found?.text ?? 'of no known version'}`,
    { hint: missingHint(place.connection.product) },
  )
}
