export { ListSkeleton as default } from "@/components/admin/list-skeleton";
