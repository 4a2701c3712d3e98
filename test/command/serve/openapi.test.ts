import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { serve } from '../../../src/command/serve/serve.ts'
import type { World } from '../../../src/world.ts'

test('openapi.json is what the program prints: run `node src/cli.ts serve --openapi > openapi.json`', async () => {
  const { json, text } = await serve({} as World, { openapi: true })
  expect(JSON.parse(readFileSync('openapi.json', 'utf8'))).toEqual(json)
  expect(JSON.parse(text({ colour: false, width: 100 }))).toEqual(json)
})
