import { BSON } from 'mongodb'
import { Problem } from '../../problem.ts'
import type { Facts, PlainBackup } from '../contract.ts'
import type { Archived } from './archive/layout.ts'
import { ArchiveReader } from './archive/read.ts'
import { archiveStart, Block } from './archive/write.ts'
import type { MongodbSource } from './mongodb-source.ts'
import type { Server } from './server.ts'

/** An archive of its own, which mongorestore takes with --restoreDbUsersAndRoles; this program does not restore it. */
export const usersPart = 'users.archive'

export interface Users {
  readonly archive: Buffer
  /** Names, by kind. */
  readonly objects: Facts['objects']
}

/** Before anything is read: at the end of a long dump it would be late to hear of it. */
export async function mustShowUsers(
  server: Server,
  { name, line }: Pick<MongodbSource, 'name' | 'line'>,
): Promise<void> {
  const { connection, info } = server
  if (info.product !== 'MongoDB')
    throw new Problem(
      'policy-invalid',
      `source ${name}, at line ${line} of the policy: users cannot be true, because ${info.product} at ${connection.where} gives nobody the digests of its users' passwords`,
      { hint: 'Take users: true out of the policy, and keep the statements that make them elsewhere.' },
    )
  for (const collection of ['system.users', 'system.roles']) await read(server, collection, {}, 1)
}

async function read(
  server: Server,
  collection: string,
  filter: BSON.Document,
  limit = 0,
): Promise<readonly Uint8Array[]> {
  const found = await server.ask(
    `read admin.${collection}, where its users are`,
    () => server.client.db('admin').collection(collection).find(filter, { raw: true, limit }).toArray(),
    { role: 'backup', or: 'users: true' },
  )
  return found as unknown as readonly Uint8Array[]
}

/** The users and roles that were made in this database, as mongodump --dumpDbUsersAndRoles names them. */
export async function usersOf(server: Server): Promise<Users> {
  const { connection, info } = server
  const { database: db } = connection
  const users = await read(server, 'system.users', { db })
  const roles = await read(server, 'system.roles', { db })
  const version = await read(server, 'system.version', {})
  const all = [
    ['$admin.system.users', users],
    ['$admin.system.roles', roles],
    ['$admin.system.version', version],
  ] as const
  const announced = all.map(([collection]): Archived => ({ db, collection, type: '', metadata: '', exact: undefined }))
  const blocks = all.map(([collection, documents]) => {
    const block = new Block({ db, collection })
    return Buffer.concat([block.start(), block.add(Buffer.concat(documents)), block.end()])
  })
  const archive = [...archiveStart({ serverVersion: info.version, toolVersion: 'backproof' }, announced), ...blocks]
  const named = (documents: readonly Uint8Array[], name: 'user' | 'role') =>
    documents.map((bytes) => String(BSON.deserialize(bytes)[name])).sort()
  return { archive: Buffer.concat(archive), objects: { user: named(users, 'user'), role: named(roles, 'role') } }
}

/** Reads the part to its end, where there is one. @throws Problem `object-damaged`. */
export async function mustReadUsers(backup: PlainBackup): Promise<void> {
  if (!backup.parts.includes(usersPart)) return
  const reader = new ArchiveReader(usersPart)
  for await (const chunk of (await backup.open(usersPart)) as AsyncIterable<Buffer>)
    for (const _ of reader.push(chunk));
  reader.end()
}

/** What a restore brings back. */
export function withoutUsers(facts: Facts): Facts {
  const { user: _user, role: _role, ...objects } = facts.objects
  return { ...facts, objects }
}
