import { describe, expect, test } from 'vitest'
import { maskTargets, openTarget } from '../../src/command/restore/target.ts'
import { engineOf } from '../../src/engine/engine.ts'
import type { World } from '../../src/world.ts'
import { bench } from '../engine/step.ts'
import { keys, openShop } from './shop.ts'

const engine = await engineOf('postgres')
const url = 'postgres://u:s3cret%2Fword@h1:5432,h2:6543/my%20db?sslmode=require&password=an0ther%26word'

const opened = (world: World, into: string) =>
  openTarget({ world, bench }, engine, into, { tools: { kind: 'auto' } }, world.signal)

describe('a URL with several hosts', () => {
  test('is accepted as a target as libpq accepts it, and its password is not shown', async () => {
    await using shop = await openShop()
    const world = { ...shop.world, env: { TARGET: url } }
    const target = await opened(world, '${'.concat('TARGET}'))
    expect(target).toMatchObject({ name: 'my db', where: 'postgres://h1:5432,h2:6543/my%20db', path: undefined })
  })

  test('has its passwords masked before anything is printed', async () => {
    await using shop = await openShop()
    const masked: string[] = []
    maskTargets({ ...shop.world, env: { TARGET: url }, mask: (one) => masked.push(one) }, ['${'.concat('TARGET}')])
    expect(masked).toEqual(expect.arrayContaining(['s3cret%2Fword', 'an0ther&word', url]))
  })
})

test.each([
  ['postgres://u@h1:x,h2/db', /not that of a PostgreSQL database/],
  ['postgres://u@h1,h2/', /names no database/],
  ['postgres://u@a,b/db?port=1,2,3', /not have one port per host/],
  ['mysql://u@h/db', /not that of a PostgreSQL database/],
  ['./restored', /not that of a PostgreSQL database/],
])('%s is a mistake in --into, with a way to write it', async (into, because) => {
  await using shop = await openShop()
  await expect(opened(shop.world, into)).rejects.toMatchObject({
    code: 'usage',
    message: expect.stringMatching(because),
    hint: expect.any(String),
  })
})

test('the database that a parameter names is the one that --overwrite must name', async () => {
  await using shop = await openShop()
  const env = { ...process.env, TARGET: 'postgres://u@h1,h2/?dbname=orders', BACKPROOF_SECRET_KEY: keys.secret }
  const target = await opened({ ...shop.world, env }, '${'.concat('TARGET}'))
  expect(target).toMatchObject({ name: 'orders', where: 'postgres://h1:5432,h2:5432/orders' })
})
