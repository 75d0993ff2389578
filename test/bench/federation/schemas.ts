import { type Product, products, type Review, reviews, type User, users } from './data.ts';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ["@key", "@requires", "@external", "@provides", "@shareable"])\n';

interface Schema {
  readonly typeDefs: string;
  readonly resolvers: Record<string, Record<string, unknown>>;
}

const userOf = (id: string): User | undefined => users.find((user) => user.id === id);
const productOf = (upc: string): Product | undefined => products.find((product) => product.upc === upc);

export const schemas: Readonly<Record<'accounts' | 'inventory' | 'products' | 'reviews', Schema>> = {
  accounts: {
    typeDefs: `${link}
      type Query { me: User user(id: ID!): User users: [User] }
      type User @key(fields: "id") { id: ID! name: String username: String @shareable }`,
    resolvers: {
      Query: {
        me: () => users[0],
        user: (_: unknown, { id }: { id: string }) => userOf(id),
        users: () => users,
      },
      User: { __resolveReference: ({ id }: User) => userOf(id) },
    },
  },
  inventory: {
    typeDefs: `${link}
      type Product @key(fields: "upc") {
        upc: String!
        weight: Int @external
        price: Int @external
        inStock: Boolean
        shippingEstimate: Int @requires(fields: "price weight")
      }`,
    resolvers: {
      Product: {
        __resolveReference: (reference: Product) => ({
          ...reference,
          inStock: productOf(reference.upc)?.inStock,
        }),
        shippingEstimate: ({ price, weight }: Product) => (price > 1000 ? 0 : Math.round(weight / 2)),
      },
    },
  },
  products: {
    typeDefs: `${link}
      type Query { topProducts(first: Int = 5): [Product] }
      type Product @key(fields: "upc") { upc: String! name: String price: Int weight: Int }`,
    resolvers: {
      Query: { topProducts: (_: unknown, { first }: { first: number }) => products.slice(0, first) },
      Product: { __resolveReference: ({ upc }: Product) => productOf(upc) },
    },
  },
  reviews: {
    typeDefs: `${link}
      type Review @key(fields: "id") { id: ID! body: String author: User @provides(fields: "username") product: Product }
      type User @key(fields: "id") { id: ID! username: String @external reviews: [Review] }
      type Product @key(fields: "upc") { upc: String! reviews: [Review] }`,
    resolvers: {
      Review: {
        __resolveReference: ({ id }: Review) => reviews.find((review) => review.id === id),
        author: ({ authorId }: Review) => ({ id: authorId, username: userOf(authorId)?.username }),
        product: ({ upc }: Review) => ({ upc }),
      },
      User: { reviews: ({ id }: User) => reviews.filter(({ authorId }) => authorId === id) },
      Product: { reviews: ({ upc }: Product) => reviews.filter((review) => review.upc === upc) },
    },
  },
};
