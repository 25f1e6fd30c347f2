/** Annotations: a key and a value that somebody attached to a build. */
import { objectId } from './object-id.ts';

export interface Annotation {
  readonly _id: string;
  readonly accountId: string;
  readonly entityId: string;
  readonly entityType: string;
  readonly entityName: string;
  readonly key: string;
  readonly value: string;
  readonly __v: 0;
}

export type AnnotationInput = Pick<Annotation, 'entityId' | 'entityType' | 'entityName' | 'key' | 'value'>;

/** What a query names; what it leaves out matches all. */
export type AnnotationFilter = Partial<Pick<Annotation, '_id' | 'entityId' | 'entityType' | 'key'>>;

export class Annotations {
  readonly #accountId = objectId();
  #all: Annotation[] = [];

  /** @fact A second annotation of the same key | replaces the first | belief | OpenAPI: says nothing of it */
  set(input: AnnotationInput): Annotation {
    const { entityId, entityType, key } = input;
    const [old] = this.find({ entityId, entityType, key });
    const annotation: Annotation = {
      _id: old?._id ?? objectId(),
      accountId: this.#accountId,
      ...input,
      __v: 0,
    };
    if (old === undefined) this.#all.push(annotation);
    else this.#all[this.#all.indexOf(old)] = annotation;
    return annotation;
  }

  /** Oldest first. */
  find(filter: AnnotationFilter): Annotation[] {
    return this.#all.filter((annotation) => matches(annotation, filter));
  }

  /** @returns how many there were */
  delete(filter: AnnotationFilter): number {
    const before = this.#all.length;
    this.#all = this.#all.filter((annotation) => !matches(annotation, filter));
    return before - this.#all.length;
  }
}

function matches(annotation: Annotation, filter: AnnotationFilter): boolean {
  return Object.entries(filter).every(([key, value]) => annotation[key as keyof AnnotationFilter] === value);
}
