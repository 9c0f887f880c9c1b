import { createDecipheriv } from 'node:crypto';

// DM 1.0.7, pkg/encrypt: the key is public; 16 bytes, "@", AES-256-CFB.
const key = Buffer.from('a529b7665997f043a30ac8fadcb51d6aa032c226ab5b7750530b12b8c1a16a48', 'hex');

/** What `mysql_password` of an inventory stands for. */
export function decryptPassword(text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const decipher = createDecipheriv('aes-256-cfb', key, bytes.subarray(0, 16));
  return Buffer.concat([decipher.update(bytes.subarray(17)), decipher.final()]).toString('utf8');
}
