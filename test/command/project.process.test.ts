import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openProject } from '../../src/command/project/project.ts'
import { keys, openShop, otherKeys, type Shop } from './shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
})
afterEach(() => shop[Symbol.asyncDispose]())

describe('secret keys', () => {
  const text = `# the backups of production\n${keys.secret}\n# put out of use: ${otherKeys.secret}\n`

  test.each(['file', 'variable'])(
    'in a %s may have comments, whose words are not masked in the output',
    async (where) => {
      await shop.file('secret.key', text)
      const env = where === 'file' ? { BACKPROOF_SECRET_KEY_FILE: 'secret.key' } : { BACKPROOF_SECRET_KEY: text }
      const project = await openProject({ ...shop.world, env }, {})
      expect(await project.secretKeys()).toHaveLength(1)
      const said = 'the backups of production are well'
      expect(shop.world.redact(said)).toBe(said)
      expect(shop.world.redact(`${keys.secret} ${otherKeys.secret}`)).toBe('*** ***')
    },
  )
})
