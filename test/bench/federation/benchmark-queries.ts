import type { Question } from './drive.ts';

/** The public federation benchmark's query, and a small one of two fetches. */
export const benchmarkQueries: readonly Question[] = [
  {
    name: 'big',
    query: `
      fragment User on User { id username name }
      fragment Review on Review { id body }
      fragment Product on Product { inStock name price shippingEstimate upc weight }
      query TestQuery {
        users {
          ...User
          reviews {
            ...Review
            product {
              ...Product
              reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
            }
          }
        }
        topProducts(first: 5) {
          ...Product
          reviews { ...Review author { ...User reviews { ...Review product { ...Product } } } }
        }
      }`,
  },
  { name: 'small', query: 'query Small { me { id name reviews { id body } } }' },
];
