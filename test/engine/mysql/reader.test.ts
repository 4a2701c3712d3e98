import { describe, expect, test } from 'vitest'
import { DumpReader, type Verdict } from '../../../src/engine/mysql/stream/reader.ts'
import type { Subject } from '../../../src/engine/mysql/stream/statement.ts'
import { DumpTally } from '../../../src/engine/mysql/stream/tally.ts'

const end = '\n-- Dump completed on 2026-11-28  9:11:42\n'
const table = (name: string) => `CREATE TABLE \`${name}\` (\n  \`id\` int NOT NULL -- ;\n);\n`

/** As mysqldump and mariadb-dump write, with all that could be taken for something else. */
const dump = `/*M!999999\\- enable the sandbox mode */ 
-- MariaDB dump 10.20-11.8.9-MariaDB; it's not SQL
-- CHANGE REPLICATION SOURCE TO SOURCE_LOG_FILE='binlog.000002', SOURCE_LOG_POS=4766;
/*!40101 SET NAMES utf8mb4 */;
/*!50001 CREATE VIEW \`big\` AS SELECT 
 1 AS \`id\`*/;
${table('a')}LOCK TABLES \`a\` WRITE;
INSERT INTO \`a\` (\`id\`, \`VALUES (\`, row_start) VALUES (1,'it\\'s; (x)'),(2,'\\\\'),(3,'y);\\n-- Dump completed'),
(4,0x00270A5C),(5,NULL,-1e-300,_binary 'a''b'),(6,'Zoë \u{1f600}');
INSERT INTO \`a\` VALUES
(7,'');
UNLOCK TABLES;
${table("odd ``name'; -- x")}INSERT INTO \`odd \`\`name'; -- x\` VALUES (1);
${table('empty')}DELIMITER ;;
/*!50003 CREATE*/ /*!50017 DEFINER=\`root\`@\`localhost\`*/ /*!50003 trigger /* ; */ second before insert on \`a\` for each row begin set new.id = 1; end 
*/;;
CREATE DEFINER=\`root\`@\`localhost\` PROCEDURE \`p\`()
begin -- don't;
select ';;'; end ;;
DELIMITER ;
/*!50003 SET sql_mode = 'NO_BACKSLASH_ESCAPES' */ ;
DELIMITER ;;
CREATE DEFINER=\`r\`@\`h\` FUNCTION \`f\`() RETURNS text return '\\' ;;
DELIMITER ;
/*!50003 SET sql_mode = @saved_sql_mode */ ;
/*!50001 CREATE ALGORITHM=UNDEFINED */
/*!50013 DEFINER=\`root\`@\`localhost\` SQL SECURITY DEFINER */
/*!50001 VIEW \`big\` AS select 1 */;
ALTER DATABASE \`shop\` CHARACTER SET latin1 COLLATE latin1_swedish_ci;
${end}`

function read(text: string | Buffer, size = 1 << 20, judge?: (subject: Subject, head: string) => Verdict) {
  const tally = new DumpTally(judge)
  const reader = new DumpReader(tally)
  const bytes = Buffer.from(text)
  const out: Buffer[] = []
  for (let at = 0; at < bytes.length; at += size) out.push(...reader.push(bytes.subarray(at, at + size)))
  out.push(...reader.end())
  tally.mustBeComplete()
  return { tally, out: Buffer.concat(out).toString() }
}

describe('a dump', () => {
  test.each([1, 2, 3, 5, 17, 1000, 1 << 20])(
    'is the same, and counted the same, when read in pieces of %d bytes',
    (size) => {
      const { tally, out } = read(dump, size)
      expect(out).toBe(dump)
      expect(tally.content()).toEqual({
        rows: { a: 7, "odd `name'; -- x": 1, empty: 0 },
        objects: {
          table: ['a', 'empty', "odd `name'; -- x"],
          view: ['big'],
          trigger: ['second'],
          routine: ['function f', 'procedure p'],
        },
      })
      expect(tally.position).toBe('binlog.000002:4766')
    },
  )

  test('is incomplete wherever it is cut, even between two statements', () => {
    const last = Buffer.from(dump).indexOf('-- Dump completed on') + '-- Dump completed'.length
    for (let at = 0; at < last; at++)
      expect(() => read(Buffer.from(dump).subarray(0, at)), `${at}`).toThrow(
        expect.objectContaining({ code: 'dump-incomplete' }),
      )
  })

  test('is incomplete if data follows its last line', () => {
    expect(() => read(`${dump}${table('late')}`)).toThrow(/last line/)
  })

  test.each([
    ['rows of a table that it does not create', 'INSERT INTO `x` VALUES (1);'],
    ['a row in a row', `${table('x')}INSERT INTO \`x\` VALUES (1,(2));`],
    ['a statement in a row', `${table('x')}INSERT INTO \`x\` VALUES (1;`],
    ['words between rows', `${table('x')}INSERT INTO \`x\` VALUES (1) ON DUPLICATE KEY UPDATE a = 1;`],
    ['a query in the place of rows', `${table('x')}INSERT INTO \`x\` SELECT 1;`],
    ['a word that only begins so', `${table('x')}INSERT INTO \`x\` VAL (1);`],
  ])('is refused for %s', (_, text) => {
    expect(() => read(`${text}${end}`)).toThrow(expect.objectContaining({ code: 'dump-incomplete' }))
  })

  test.each([1, 7, 1 << 20])('is filtered by statement, in pieces of %d bytes', (size) => {
    const judge = (subject: Subject, head: string): Verdict => {
      if (subject.of === 'database') return { replace: head.replace('`shop`', '`other`') }
      if (subject.of === 'table') return subject.name === 'a' ? 'keep' : 'drop'
      return subject.of === 'session' ? 'keep' : 'drop'
    }
    const { tally, out } = read(dump, size, judge)
    expect(tally.content()).toEqual({ rows: { a: 7 }, objects: { table: ['a'] } })
    expect(out).toContain('ALTER DATABASE `other` CHARACTER SET latin1')
    expect(out).not.toMatch(/odd|PROCEDURE|VIEW|trigger|shop/)
    expect(read(out).tally.rows).toEqual(new Map([['a', 7]]))
  })

  test.each([1, 7, 30, 1000, 1 << 20])(
    'has as many rows as were written, whatever long texts are in them, in pieces of %d bytes',
    (size) => {
      const signs = ['a', 'b;', "'", '\\', '(', '),(', '\n', 'x'.repeat(40), 'é']
      let seed = 7
      const random = (below: number) => {
        seed = (seed * 48_271) % 2_147_483_647
        return seed % below
      }
      const rows = Array.from({ length: 300 }, (_, id) => {
        const value = Array.from({ length: random(60) }, () => signs[random(signs.length)]).join('')
        const written = value.replaceAll(/['\\]/g, '\\$&').replaceAll('\n', '\\n')
        return `(${id},'${written}',NULL)`
      })
      const text = `${table('t')}INSERT INTO \`t\` VALUES\n${rows.join(',\n')};\n${end}`
      const { tally, out } = read(text, size)
      expect(tally.rows.get('t')).toBe(300)
      expect(out).toBe(text)
    },
  )

  test('tells the GTIDs that its program was told to write', () => {
    const [uuid, other] = ['8d2aa1b0-cc0f-11f0-a1d2-0242ac110002', '9d2aa1b0-cc0f-11f0-a1d2-0242ac110002']
    const mysql = `SET @MYSQLDUMP_TEMP_LOG_BIN = @@SESSION.SQL_LOG_BIN;\nSET @@SESSION.SQL_LOG_BIN= 0;\n
--\n-- GTID state at the beginning of the backup \n--\n
SET @@GLOBAL.GTID_PURGED=/*!80000 '+'*/ '${uuid}:1-17:19,\n${other}:1-3';\n`
    for (const size of [1, 1 << 20])
      expect(read(`${mysql}${dump}`, size).tally.gtids).toBe(`${uuid}:1-17:19,${other}:1-3`)
    const mariadb = "-- SET GLOBAL gtid_slave_pos='0-1-17,1-3-4';\n"
    expect(read(`${mariadb}${dump}`).tally.gtids).toBe('0-1-17,1-3-4')
    // In a value it is one.
    const value = `${table('t')}INSERT INTO \`t\` VALUES ('\n-- SET GLOBAL gtid_slave_pos=''0-1-1'';\n');${end}`
    expect(read(value).tally.gtids).toBeUndefined()
  })

  test('keeps or drops the whole of a statement that is longer than the inspected part', () => {
    const long = `${table('a')}CREATE VIEW \`v\` AS SELECT '${'x'.repeat(100_000)}';\n${table('b')}${end}`
    expect(read(long, 1000).out).toBe(long)
    const { out } = read(long, 1000, ({ of }) => (of === 'view' ? 'drop' : 'keep'))
    expect(out).not.toContain('xxx')
    expect(out).toContain('CREATE TABLE `b`')
  })
})
