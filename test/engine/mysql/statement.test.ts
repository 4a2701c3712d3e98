import { expect, test } from 'vitest'
import { subjectOf } from '../../../src/engine/mysql/stream/statement.ts'

test.each([
  ['INSERT INTO `a``b` VALUES', { of: 'table', name: 'a`b', does: 'fill' }],
  ['LOCK TABLES `a` WRITE', { of: 'table', name: 'a', does: 'prepare' }],
  ['/*!40000 ALTER TABLE `a` DISABLE KEYS */;', { of: 'table', name: 'a', does: 'prepare' }],
  ['/*!80002 ANALYZE TABLE `a` UPDATE HISTOGRAM ON `b` */;', { of: 'table', name: 'a', does: 'prepare' }],
  ['DROP TABLE IF EXISTS `a`;', { of: 'table', name: 'a', does: 'prepare' }],
  ['CREATE TABLE `a` (', { of: 'table', name: 'a', does: 'create' }],
  ['CREATE TABLE IF NOT EXISTS `a` (', { of: 'table', name: 'a', does: 'create' }],
  ['CREATE SEQUENCE `s` start with 1;', { of: 'sequence', name: 's', does: 'create' }],
  ['DO SETVAL(`s`, 1, 0);', { of: 'sequence', name: 's', does: 'prepare' }],
  ['/*!50001 CREATE VIEW `v` AS SELECT 1*/;', { of: 'view', name: 'v', does: 'prepare' }],
  [
    '/*!50001 CREATE ALGORITHM=MERGE */\n/*!50013 DEFINER=`table`@`%` SQL SECURITY INVOKER */\n/*!50001 VIEW `v` AS',
    { of: 'view', name: 'v', does: 'create' },
  ],
  [
    '/*!50003 CREATE*/ /*!50017 DEFINER=`r`@`%`*/ /*!50003 TRIGGER `t` BEFORE INSERT ON `a` FOR EACH ROW x */',
    { of: 'trigger', name: 't', on: 'a' },
  ],
  [
    'CREATE DEFINER=`r`@`%` trigger if not exists shop . `t` -- on\n after update on shop.a for each row',
    { of: 'trigger', name: 't', on: 'a' },
  ],
  [
    '/*!50106 CREATE*/ /*!50117 DEFINER=`r`@`%`*/ /*!50106 EVENT `e` ON SCHEDULE',
    { of: 'event', name: 'e', does: 'create' },
  ],
  ['CREATE DEFINER=`r`@`%` FUNCTION `f`(c int)', { of: 'routine', name: 'function f', does: 'create' }],
  ['CREATE DEFINER=`r`@`%` PACKAGE BODY `p` AS', { of: 'routine', name: 'package body p', does: 'create' }],
  ['CREATE DEFINER=`r`@`%` PACKAGE `p` AS', { of: 'routine', name: 'package p', does: 'create' }],
  ['ALTER DATABASE `shop` CHARACTER SET latin1', { of: 'database', name: 'shop' }],
  ["/*!50003 SET sql_mode = 'CREATE TABLE' */ ;", { of: 'session' }],
  ['UNLOCK TABLES;', { of: 'session' }],
])('%s', (head, subject) => {
  expect(subjectOf(head)).toEqual(subject)
})
