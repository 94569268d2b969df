import { ref } from "vue";

/** The institution types the numbers of its letters: said by the platform at the first, asked for at once at those after it. */
export const typesNumbers = ref(false);
