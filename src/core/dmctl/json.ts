/** A JSON object whose fields nobody has checked yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An own field: a missing one does not become what every object has (`constructor`). */
export function fieldOf(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** The whole text of a field (a GTID set that were cut would be another one); `''` when it is none. */
export function textField(object: JsonObject, name: string): string {
  return textOf(fieldOf(object, name));
}

/** jsonpb writes 64-bit integers as texts, other numbers as numbers; 0 for what is neither. */
export function numberField(object: JsonObject, name: string): number {
  const value = fieldOf(object, name);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : 0;
}

export function isTrue(object: JsonObject, name: string): boolean {
  return fieldOf(object, name) === true;
}

/** Texts of a list; Go prints an empty list as null. */
export function textsField(object: JsonObject, name: string): readonly string[] {
  const value = fieldOf(object, name);
  return Array.isArray(value) ? value.map(textOf).filter((text) => text !== '') : [];
}

/** Objects of a list; what is none (null) is left out. */
export function objectsField(object: JsonObject, name: string): readonly JsonObject[] {
  const value = fieldOf(object, name);
  return Array.isArray(value) ? value.filter(isObject) : [];
}

export function objectField(object: JsonObject, name: string): JsonObject | undefined {
  const value = fieldOf(object, name);
  return isObject(value) ? value : undefined;
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
