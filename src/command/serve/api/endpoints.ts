import { json } from '../http/answer.ts'
import type { Endpoint } from '../http/router.ts'
import { backupEndpoints } from './backups.ts'
import type { Server } from './contract.ts'
import { healthEndpoints } from './health.ts'
import { jobEndpoints } from './jobs.ts'
import { describeApi } from './openapi.ts'
import { proofEndpoints } from './proofs.ts'
import { restoreEndpoints } from './restores.ts'
import { tell } from './shape.ts'

/** Everything that can be asked. */
export function endpointsOf(server: Server): readonly Endpoint[] {
  const all: readonly Endpoint[] = [
    ...healthEndpoints(server),
    ...backupEndpoints(server),
    ...proofEndpoints(server),
    ...restoreEndpoints(server),
    ...jobEndpoints(server),
    {
      method: 'GET',
      path: '/api/openapi.json',
      name: 'describe',
      summary: 'This description',
      answers: { 200: { says: 'The description of the API (OpenAPI 3.1).', is: tell.description } },
      refusals: [],
      handle: () => json(document),
    },
  ]
  const document = describeApi(all)
  return all
}
