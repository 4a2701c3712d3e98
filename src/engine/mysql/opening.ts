import type { Finding } from '../../problem.ts'
import type { ChosenHost } from '../contract.ts'
import type { FamilySource } from './connection.ts'
import type { Grants } from './grant.ts'
import type { AskedServer, Inventory } from './inventory.ts'
import type { Version } from './product.ts'
import type { Place } from './server/place.ts'
import type { Asker } from './session.ts'

/** What of a source says what is dumped, and how. */
export type Dumped = Pick<FamilySource, 'name' | 'tables' | 'users' | 'allowEmpty' | 'roundedFloats' | 'pointInTime'>

/** What a dump is made of. */
export interface Opening extends Asker {
  readonly source: Dumped
  /** Of several servers, the one that is dumped. */
  readonly host?: ChosenHost
  readonly server: AskedServer
  readonly client: Version
  readonly rights: Grants
  readonly before: Inventory
  /** In which log the dump says where its moment lies. */
  readonly place: Place
  readonly findings: readonly Finding[]
}
