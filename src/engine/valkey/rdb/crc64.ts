import { Crc64 as Checksum, crc64Redis } from '../../../bytes/bytes.ts'

/** The checksum of RDB files and of DUMP's values. */
export class Crc64 extends Checksum {
  constructor() {
    super(crc64Redis)
  }
}
